"""The database's own full-text table; what it is made of depends on the vendor."""

from django.db import migrations

CREATE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE search_fulltext USING fts5("
        "title, headings, about, body, tokenize = 'unicode61 remove_diacritics 2')"
    ],
    "postgresql": [
        "CREATE TABLE search_fulltext (record_id bigint PRIMARY KEY, stems tsvector NOT NULL)",
        "CREATE INDEX search_fulltext_stems ON search_fulltext USING gin (stems)",
    ],
}


def create(apps, schema_editor):
    for statement in CREATE.get(schema_editor.connection.vendor, []):
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor in CREATE:
        schema_editor.execute("DROP TABLE search_fulltext")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
