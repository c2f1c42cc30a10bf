"""When everything breaks, a person still reads what happened and which number to name."""

from django.test import RequestFactory

from linli.web.errors import broken


def test_the_error_page_needs_neither_shell_nor_database() -> None:
    request = RequestFactory().get("/c/alpha/", headers={"accept-language": "en"})
    request.request_id = "abc123"  # type: ignore[attr-defined]  # put there by the middleware
    answer = broken(request)
    assert answer.status_code == 500
    assert "abc123" in answer.content.decode()
