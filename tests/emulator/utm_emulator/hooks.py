"""Entry points: LocalStack calls `install` before its services start and `ready` when it listens."""

from localstack.aws import handlers
from localstack.runtime import get_current_runtime, hooks

from utm_emulator import control, gate, mends, service, signature, speed, states, wire


@hooks.on_infra_start()
def install() -> None:
    wire.install()
    gate.install()
    service.install()
    states.install()
    mends.install()
    speed.install()
    control.install()
    handlers.serve_custom_service_request_handlers.append(gate.on_request)
    handlers.run_custom_response_handlers.append(gate.on_response)
    handlers.run_custom_finalizers.append(gate.on_end)


@hooks.on_infra_ready()
def ready() -> None:
    get_current_runtime().components.gateway.request_handlers.insert(0, signature.keep_raw)
    control.READY.set()
