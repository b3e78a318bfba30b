"""What is secret stays secret: in the state, in outputs, in all that is printed, and in the plugin's logs (K29)."""

import json

from tests.stack.parts import part, policy, trust
from tests.support.emulator import SECRET
from tests.support.pulumi import STACK, Result, Stack

READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess"
MARK = "mark-4b1d9c77"
ENGINES_SECRET = "1b47061264138c4ac30d75fd1eb44270"


def secret(value) -> dict:
    return {"fn::secret": value}


def marked_policy(action: str) -> str:
    document = json.loads(policy(action))
    document["Statement"][0]["Sid"] = MARK.replace("-", "")
    return json.dumps(document)


PROGRAM = {
    "resources": {
        "vpc": part("utm:ec2:Vpc", cidrBlock="10.0.0.0/16", tags={"Name": secret(MARK), "Open": "seen"}),
        "role": part("utm:iam:Role", assumeRolePolicy=trust("ec2.amazonaws.com"), description=secret(MARK)),
        "inline": part("utm:iam:RolePolicy", role="${role.name}", policy=secret(marked_policy("s3:GetObject"))),
        "group": part("utm:cloudwatch:LogGroup", tags=secret({"Owner": MARK})),
    },
    "outputs": {"tags": "${vpc.tags}", "description": "${role.description}", "policy": "${inline.policy}"},
}
MARKS = (MARK, MARK.replace("-", ""))
LOUD = ("-v=9", "--logtostderr", "--debug")


def is_silent(text: str) -> None:
    for mark in MARKS:
        at = text.find(mark)
        assert at < 0, text[max(0, at - 300) : at + 100]


def loud(stack: Stack, *command: str) -> Result:
    """Runs the command with all that the engine and the plugin can say, in which there must be nothing secret."""
    stack.environment["UTM_LOG"] = "debug"
    result = stack.command(*command, "--stack", STACK, *LOUD)
    assert "/pulumirpc.ResourceProvider/Configure answered" in result.text, result.text
    is_silent(result.text)
    return result


def exported(stack: Stack) -> str:
    return json.dumps(stack.export())


def test_secrets_are_nowhere_in_plain(stack, account):
    subject = stack(PROGRAM)
    loud(subject, "preview", "--diff").must()
    up = loud(subject, "up", "--yes", "--skip-preview").must()
    assert "aws iam CreateRole, attempt 1: 200 ok" in up.text
    is_silent(exported(subject))
    is_silent(subject.command("stack", "output", "--json", "--stack", STACK).must().text)
    assert MARK in subject.command("stack", "output", "--json", "--show-secrets", "--stack", STACK).must().text
    found = account.client("iam").get_role(RoleName=subject.resources()["role"]["id"])["Role"]
    assert found["Description"] == MARK  # AWS got the real one

    assert subject.up().unchanged
    loud(subject, "refresh", "--yes", "--skip-preview").must()
    is_silent(exported(subject))

    changed = json.loads(json.dumps(PROGRAM).replace("seen", "otherwise").replace("s3:GetObject", "s3:ListBucket"))
    subject.change(changed)
    loud(subject, "preview", "--diff").must()
    loud(subject, "up", "--yes", "--skip-preview").must()
    is_silent(exported(subject))
    loud(subject, "destroy", "--yes", "--skip-preview").must()
    assert account.leaks() == []


def test_what_was_secret_is_secret_in_inputs_and_outputs(stack):
    subject = stack(PROGRAM)
    subject.up().must()
    raw = {each["urn"].rpartition("::")[2]: each for each in subject.export()["resources"]}
    for where in ("inputs", "outputs"):
        assert ENGINES_SECRET in json.dumps(raw["vpc"][where]["tags"])
        assert ENGINES_SECRET in json.dumps(raw["vpc"][where]["tagsAll"])
        assert ENGINES_SECRET in json.dumps(raw["role"][where]["description"])
        assert ENGINES_SECRET in json.dumps(raw["inline"][where]["policy"])
    assert raw["vpc"]["outputs"]["cidrBlock"] == "10.0.0.0/16"


def test_a_refused_call_does_not_print_a_secret(stack, account):
    subject = stack({"resources": {"main": PROGRAM["resources"]["role"]}})
    account.fault(kind="refuse", service="iam", operation="CreateRole", code="InvalidInput", message="no", status=400)
    up = loud(subject, "up", "--yes", "--skip-preview")
    assert not up.ok and "InvalidInput" in up.text
    is_silent(exported(subject))


def test_a_message_that_quotes_a_secret_is_printed_without_it(stack, account):
    """AWS quotes the value that it refuses."""
    refusal = f"1 validation error detected: Value '{MARK}' at 'description' failed to satisfy constraint"
    subject = stack({"resources": {"main": PROGRAM["resources"]["role"]}})
    refuse = {"kind": "refuse", "service": "iam", "code": "ValidationError", "message": refusal, "status": 400}
    account.fault(operation="CreateRole", **refuse)
    up = loud(subject, "up", "--yes", "--skip-preview")
    assert not up.ok and "Value '[secret]' at 'description'" in up.text
    subject.up().must()
    account.fault(operation="UpdateRole", **refuse)
    role = json.loads(json.dumps(PROGRAM["resources"]["role"]))
    role["properties"]["maxSessionDuration"] = 7200
    subject.change({"resources": {"main": role}})
    up = loud(subject, "up", "--yes", "--skip-preview")
    assert not up.ok and "Value '[secret]' at 'description'" in up.text
    is_silent(exported(subject))


def test_an_update_that_half_worked_keeps_what_became_secret(stack, account):
    """AWS took the description, which is a secret from now on, and refused what came after it."""
    role = part("utm:iam:Role", assumeRolePolicy=trust("ec2.amazonaws.com"), description="open")
    subject = stack({"resources": {"main": role}})
    subject.up().must()
    role["properties"] |= {"description": secret(MARK), "permissionsBoundary": READ_ONLY}
    subject.change({"resources": {"main": role}})
    account.fault(kind="refuse", service="iam", operation="PutRolePermissionsBoundary", status=400)
    assert not subject.up().ok
    found = account.client("iam").get_role(RoleName=subject.resources()["main"]["id"])["Role"]
    assert found["Description"] == MARK
    is_silent(exported(subject))
    loud(subject, "refresh", "--yes", "--skip-preview")
    is_silent(exported(subject))
    subject.up().must()
    is_silent(exported(subject))


def test_the_keys_of_the_provider_are_nowhere_in_plain(stack, account):
    """The account's own secret is one of these keys: it must not be found, however loud the run."""
    account.post("secret", secret=MARK)
    provider = part("pulumi:providers:utm", accessKey=account.id, secretKey=secret(MARK), region="eu-central-1")
    main = part("utm:ec2:Vpc", {"provider": "${own}"}, cidrBlock="10.0.0.0/16")
    subject = stack({"resources": {"own": provider, "main": main}})
    subject.environment["AWS_SECRET_ACCESS_KEY"] = "not this one"
    for command in (("preview", "--diff"), ("up", "--yes", "--skip-preview"), ("refresh", "--yes", "--skip-preview")):
        loud(subject, *command).must()
        is_silent(exported(subject))
    subject.destroy().must()
    account.post("secret", secret=SECRET)


def test_the_keys_in_the_stacks_configuration(stack, account):
    account.post("secret", secret=MARK)
    subject = stack({"resources": {"main": part("utm:ec2:Vpc", cidrBlock="10.0.0.0/16")}})
    subject.environment["AWS_SECRET_ACCESS_KEY"] = "not this one"
    subject.command("config", "set", "--secret", "utm:secretKey", MARK, "--stack", STACK).must()
    subject.command("config", "set", "utm:accessKey", account.id, "--stack", STACK).must()
    for command in (("preview", "--diff"), ("up", "--yes", "--skip-preview"), ("up", "--yes", "--skip-preview")):
        loud(subject, *command).must()
        is_silent(exported(subject))
    subject.destroy().must()
    account.post("secret", secret=SECRET)
