import django.db.models.deletion
import django.utils.timezone
import knowledge.importing.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('knowledge', '0001_start'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(upload_to=knowledge.importing.models.private_name, verbose_name='original file')),
                ('file_name', models.CharField(max_length=255)),
                ('format', models.CharField(max_length=10)),
                ('sha256', models.CharField(db_index=True, max_length=64)),
                ('state', models.CharField(choices=[('preview', 'Waiting for a yes'), ('queued', 'Waiting for its turn'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed, nothing was made'), ('undone', 'Undone')], default='preview', max_length=20)),
                ('wants_update', models.BooleanField(default=False, help_text='Drafts that somebody has edited since are left alone in any case.', verbose_name='update what earlier imports made')),
                ('started_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('progress', models.CharField(blank=True, max_length=400)),
                ('report', models.JSONField(blank=True, default=list)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('started_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'import',
                'ordering': ['-started_at'],
            },
        ),
        migrations.CreateModel(
            name='ImportedThing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(db_index=True, help_text='What it is in the source, whatever the format.', max_length=300)),
                ('kind', models.CharField(max_length=20)),
                ('action', models.CharField(choices=[('made', 'made'), ('updated', 'updated')], max_length=10)),
                ('title', models.CharField(max_length=255)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('fingerprint', models.CharField(help_text="Of the source's words and links.", max_length=64)),
                ('token_counts', models.CharField(help_text='Of its letters: the same in every format.', max_length=64)),
                ('content', models.CharField(blank=True, help_text='Of the page as the import left it.', max_length=64)),
                ('note', models.TextField(blank=True, help_text='Words for the speaker, for editors only.')),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='knowledge.hubdocument')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='knowledge.hubimage')),
                ('pack', models.ForeignKey(blank=True, help_text='The pack it belongs to; two packs may each have a section of one name.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL)),
                ('page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL)),
                ('revision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision')),
                ('revision_before', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='things', to='importing.importrun')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
    ]
