"""IAM: what an update leaves alone, tags whatever their case, whole roles in ListRoles.

Source: UpdateRole, ListRoles; "Tags for AWS Identity and Access Management resources" (keys are not case-sensitive).
"""

from urllib.parse import quote

from utm_emulator.service import Call, Go, mend


@mend("iam", "UpdateRole")
def keep_description(call: Call, go: Go) -> dict:
    """A description that is not in the request stays; moto takes it away."""
    role = call.iam.get_role(call.request["RoleName"])
    before = role.description
    answer = go()
    if "Description" not in call.request:
        role.description = before
    return answer


@mend("iam", "TagRole")
def replace_whatever_case(call: Call, go: Go) -> dict:
    """`Department` takes the place of `department`."""
    role = call.iam.get_role(call.request["RoleName"])
    sent = [tag["Key"] for tag in call.request.get("Tags") or []]
    if not sent:
        return {}
    coming = {key.lower() for key in sent}
    answer = go()
    role.tags = [tag for tag in role.tags if tag["Key"] in sent or tag["Key"].lower() not in coming]
    return answer


@mend("iam", "ListRoles")
def whole_roles(call: Call, go: Go) -> dict:
    """With the description, and the trust policy URL-encoded, once."""
    answer = go()
    for row in answer.get("Roles", []):
        role = call.iam.get_role(row["RoleName"])
        row["AssumeRolePolicyDocument"] = quote(role.assume_role_policy_document, safe="")
        if role.description:
            row["Description"] = role.description
    return answer
