# One image for web server, worker and scheduler; docs/operations.md says how to run each.
FROM python:3.12-slim AS built
WORKDIR /app
RUN python -m venv /venv
ENV PATH=/venv/bin:$PATH
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
# No secret is needed to build, and none stays in the image.
RUN SECRET_KEY=only-while-building ALLOWED_HOSTS=localhost HUB_BASE_URL=https://localhost \
    DJANGO_SETTINGS_MODULE=config.settings.production \
    sh -c 'python manage.py build_frontend && python manage.py collectstatic --noinput' \
    && rm -rf node_modules
# Nobody may write here later: each start, and each file that is read apart, would compile all of it anew.
RUN python -m compileall -q --invalidation-mode unchecked-hash knowledge examples search site

FROM python:3.12-slim
WORKDIR /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    PYTHONPATH=/app/site:/app DJANGO_SETTINGS_MODULE=config.settings.production
# Pango sets the text of the pack's PDFs; without these all but the PDF works.
RUN apt-get update && apt-get install -y --no-install-recommends \
    libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --home-dir /app hub
COPY --from=built /venv /venv
COPY --from=built --chown=root:root /app /app
# Beside uploads, only measurements (evaluate_search) write files.
RUN mkdir -p /app/media /app/.data && chown hub /app/media /app/.data
USER hub
# Static files are in the image; uploads are not, and the database is another server.
VOLUME ["/app/media"]
EXPOSE 8000
CMD ["gunicorn", "--config", "site/config/gunicorn.py", "--bind", "0.0.0.0:8000"]
