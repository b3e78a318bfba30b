"""How each protocol words an error, where AWS has no one word for it."""

from localstack.aws.api import CommonServiceException, RequestContext

INVALID_REQUEST = "UtmInvalidRequest"


def aws_error(code: str, text: str, status: int = 400) -> CommonServiceException:
    return CommonServiceException(code, text, status_code=status, sender_fault=status < 500)


def family(context: RequestContext) -> str:
    """`ec2`, `query`, `json`, `rest-json` or `s3`: the five ways in which AWS's front ends speak."""
    if context.service.service_name in ("s3", "s3control"):
        return "s3"
    protocol = context.protocol or context.service.protocol
    if protocol == "rest-xml":
        return "query"  # route53, cloudfront: the same front end texts as the query services
    return protocol if protocol in ("ec2", "query", "rest-json") else "json"
