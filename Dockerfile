# One image for web and worker; which one is the command. Holds no key and no data.
FROM python:3.11-slim-bookworm AS build
WORKDIR /srv/linli
COPY requirements.lock ./
RUN python -m venv /srv/venv \
    && /srv/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY linli linli
COPY tools tools
COPY docs/practices.toml docs/practices.toml
COPY deploy/healthcheck.py deploy/
RUN /srv/venv/bin/python -m tools.messages compile \
    && rm -r tools \
    && /srv/venv/bin/python -m compileall -q linli

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /var/lib/linli --shell /usr/sbin/nologin linli \
    && install -d -o linli -g linli -m 0750 /var/lib/linli /etc/linli
COPY --from=build /srv /srv
ENV PATH=/srv/venv/bin:$PATH \
    PYTHONPATH=/srv/linli \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=linli.config.settings \
    LINLI_ENV=production \
    LINLI_DATA=/var/lib/linli \
    LINLI_KEY_FILE=/etc/linli/keys.json \
    PORT=8000
WORKDIR /srv/linli
USER linli
VOLUME /var/lib/linli /etc/linli
EXPOSE 8000
CMD ["python", "-m", "linli", "serve", "--host", "0.0.0.0"]
