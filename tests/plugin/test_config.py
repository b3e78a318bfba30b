"""The provider's configuration: what CheckConfig gives back, and what DiffConfig replaces (K10)."""

import json

import pytest
from pulumi.runtime.proto import provider_pb2

from tests.support.plugin import plain

UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
FRANKFURT, IRELAND = {"region": "eu-central-1"}, {"region": "eu-west-1"}
TAGS = {"tags": {"Team": "utm"}}


def test_maps_come_as_text_and_the_engines_own_keys_pass(plugin):
    answer = plugin.check_config(FRANKFURT | {"defaultTags": json.dumps(TAGS), "version": "0.1.0"})
    assert not answer.failures
    assert plain(answer.inputs) == FRANKFURT | {"defaultTags": TAGS, "version": "0.1.0"}


def test_what_is_given_back_is_taken_again(plugin):
    first = plain(plugin.check_config(FRANKFURT | {"defaultTags": json.dumps(TAGS)}).inputs)
    again = plain(plugin.check_config(first, first).inputs)
    assert again == first
    assert plugin.diff_config(again, first).changes == provider_pb2.DiffResponse.DIFF_NONE


@pytest.mark.parametrize(
    ("old", "new", "replaces"),
    [
        (FRANKFURT, IRELAND, ["region"]),
        ({}, IRELAND, []),  # a state that never said its region
        (FRANKFURT, {"region": UNKNOWN}, []),
        (FRANKFURT, FRANKFURT | {"defaultTags": TAGS}, []),
        (FRANKFURT | {"profile": "one"}, FRANKFURT | {"profile": "two"}, []),
    ],
    ids=["another region", "none recorded", "not known yet", "tags", "profile"],
)
def test_only_another_region_replaces(plugin, old, new, replaces):
    answer = plugin.diff_config(new, old)
    assert list(answer.replaces) == replaces
    assert answer.changes == provider_pb2.DiffResponse.DIFF_SOME
