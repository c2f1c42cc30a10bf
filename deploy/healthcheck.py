"""Ask this machine's web process for the first page; the exit code says whether it answered.

The page reads the database, so a process without one is not healthy either.
"""

import http.client
import os
import sys
from urllib.parse import urlsplit


def main() -> int:
    host = urlsplit(os.environ.get("LINLI_BASE_URL", "")).hostname or "localhost"
    port = int(os.environ.get("PORT", "8000"))
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        asked.request("GET", "/", headers={"Host": host, "X-Forwarded-Proto": "https"})
        status = asked.getresponse().status
    except OSError as error:
        print(f"no answer on port {port}: {error}")
        return 1
    print(f"answered with {status}")
    return 0 if status < 400 else 1


if __name__ == "__main__":
    sys.exit(main())
