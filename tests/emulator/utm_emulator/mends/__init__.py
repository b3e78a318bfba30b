"""What LocalStack does otherwise than AWS, mended; each module registers its functions with `service.mend`."""


def install() -> None:
    from utm_emulator.mends import endpoints, flow_logs, groups, iam, logs, nat, networks, routes, tokens  # noqa: F401

    endpoints.install()
    nat.install()
    networks.install()
    groups.install()
