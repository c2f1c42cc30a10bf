"""How the web process is served in production. WEB_CONCURRENCY sets the number of processes,
WEB_ADDRESS and PORT where they listen.

SQLite has one writer at a time: two processes of one thread answer sooner than many threads do.
PostgreSQL serves threads beside each other.
"""

import multiprocessing
import os

_postgres = os.environ.get("DATABASE_URL", "").startswith("postgres")

bind = f"{os.environ.get('WEB_ADDRESS', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY") or (multiprocessing.cpu_count() if _postgres else 2))
worker_class = "gthread" if _postgres else "sync"
threads = 4 if _postgres else 1
timeout = 60
graceful_timeout = 20
max_requests = 20_000
max_requests_jitter = 2_000
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 (heartbeat file)
