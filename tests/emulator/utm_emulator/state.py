"""What is in an account, over all services, and how to empty it.

Two kinds of stores hold it: moto's BackendDict (account → region → backend) and LocalStack's AccountRegionBundle
(account → region → store). Both keep objects in dictionaries and lists that are attributes of the backend.
"""

import sys
from collections.abc import Iterator
from typing import Any

from localstack.services.stores import AccountRegionBundle, BaseStore, CrossRegionAttribute, LocalAttribute
from moto.core.base_backend import BackendDict

from utm_emulator.accounts import Account
from utm_emulator.states import settle

# Attributes that hold what AWS itself brings along, or a second index over objects that stand elsewhere.
# (Access keys stand below their user; those of sessions are no objects at all.)
NOT_OBJECTS = {
    "ec2": "amis snapshots managed_prefix_lists tags instance_types offerings subnet_associations",
    "ecr": "registry_scanning_configuration replication_config",
    "events": "event_buses rules",
    "iam": "managed_policies aws_managed_policies access_keys",
    "logs": "TAGS",
    "s3": "global_bucket_map TAGS",
    "sts": "assumed_roles sessions",
}

STORE_MODULES = (
    ("localstack.services.s3.models", "s3_stores"),
    ("localstack.services.logs.models", "logs_stores"),
    ("localstack.services.kms.models", "kms_stores"),
    ("localstack.services.sts.models", "sts_stores"),
    ("localstack.services.sns.models", "sns_stores"),
    ("localstack.services.route53.models", "route53_stores"),
    ("localstack.services.cloudwatch.models", "cloudwatch_stores"),
    ("localstack.services.events.models", "events_stores"),
)

GONE = {"deleted", "DELETED", "terminated", "INACTIVE"}


Row = tuple[str, str, str, str]  # service, region, kind, id


def objects_of(account: Account) -> set[Row]:
    """(service, region, kind, id) of everything that is there now."""
    settle(account)
    with account.lock:
        return set(_of_moto(account.id)) | set(_of_localstack(account.id))


def _of_moto(account_id: str) -> Iterator[Row]:
    for backends in _backends():
        if dict.__contains__(backends, account_id):
            for region, backend in list(dict.__getitem__(backends, account_id).items()):
                yield from _of_holder(backends.service_name, region, backend)


def _of_localstack(account_id: str) -> Iterator[Row]:
    for bundle in _bundles():
        if account_id in bundle.keys():  # noqa: SIM118  (its `in` would make the account)
            for region, store in list(bundle[account_id].items()):
                yield from _of_holder(bundle.service_name, region, store)


def _backends() -> list[BackendDict]:
    """moto's list names each once for every account."""
    return list({id(backends): backends for backends in list(BackendDict._instances)}.values())


def _bundles() -> Iterator[AccountRegionBundle]:
    for module, name in STORE_MODULES:
        if module in sys.modules:
            yield getattr(sys.modules[module], name)


def _of_holder(service: str, region: str, holder: Any) -> Iterator[Row]:
    for kind, value, everywhere in _attributes(holder):
        region_of = "aws" if everywhere else region
        if kind in NOT_OBJECTS.get(service, "").split():
            continue
        if isinstance(value, dict):
            yield from _of_dict(service, region_of, kind, value)
        elif isinstance(value, list):
            for item in list(value):
                if _lives(item):
                    yield service, region_of, kind, _identity(item)


def _attributes(holder: Any) -> Iterator[tuple[str, Any, bool]]:
    """Name, value, and whether it is the same one in all regions: a LocalStack store has descriptors for both."""
    if not isinstance(holder, BaseStore):
        yield from ((name, value, False) for name, value in list(vars(holder).items()))
        return
    for name, descriptor in list(vars(type(holder)).items()):
        if isinstance(descriptor, LocalAttribute | CrossRegionAttribute):
            yield name, getattr(holder, name), isinstance(descriptor, CrossRegionAttribute)


def _of_dict(service: str, region: str, kind: str, value: dict) -> Iterator[Row]:
    for key, item in list(value.items()):
        if isinstance(item, dict) and all(hasattr(inner, "__dict__") for inner in item.values()):
            for inner_key, inner in list(item.items()):  # ec2 subnets by zone, groups by VPC
                if _lives(inner):
                    yield service, region, kind, str(inner_key)
        elif _lives(item):
            yield service, region, kind, str(key)


def _identity(item: Any) -> str:
    for name in ("id", "allocation_id", "arn", "name"):
        if getattr(item, name, None):
            return str(getattr(item, name))
    return str(item)


def _lives(item: Any) -> bool:
    """Neither gone, nor something that AWS makes by itself along with a VPC or an account."""
    if any(getattr(item, name, None) for name in ("is_default", "default_for_az", "main_association_id", "default")):
        return False
    state = getattr(item, "state", None) or getattr(item, "status", None)
    return not (isinstance(state, str) and state in GONE)


def reset(account: Account) -> None:
    """The account is as if it had never been used."""
    with account.lock:
        for backends in _backends():
            dict.pop(backends, account.id, None)
        for bundle in _bundles():
            _reset_bundle(bundle, account.id)


def _reset_bundle(bundle: AccountRegionBundle, account_id: str) -> None:
    if account_id in bundle.keys():  # noqa: SIM118
        for store in bundle[account_id].values():
            _forget_bucket_names(store, account_id)
        bundle[account_id].reset()
        dict.pop(bundle, account_id, None)


def _forget_bucket_names(store: Any, account_id: str) -> None:
    """Bucket names are one list over all accounts."""
    owners = getattr(store, "global_bucket_map", None)
    for name in [name for name, owner in (owners or {}).items() if owner == account_id]:
        del owners[name]
