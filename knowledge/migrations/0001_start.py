import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import knowledge.models.base
import knowledge.models.feedback
import modelcluster.fields
import modelsearch.index
import taggit.managers
import wagtail.fields
import wagtail.images.models
import wagtail.models.media
import wagtail.models.preview
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        # Nothing here needs these. But each migration makes the classes of many models that are there already
        # anew, so those of others go first: a new database takes half the time.
        ('account', '0009_emailaddress_unique_primary_email'),
        ('django_tasks_database', '0021_conditional_partial_index_ordering'),
        ('mfa', '0003_authenticator_type_uniq'),
        ('post_office', '0014_alter_email_recipient_delivery_status_and_more'),
        ('sessions', '0001_initial'),
        ('wagtailadmin', '0006_formstate'),
        ('wagtaildocs', '0014_alter_document_file_size'),
        ('wagtailembeds', '0009_embed_cache_until'),
        ('wagtailimages', '0027_image_description'),
        ('wagtailredirects', '0008_add_verbose_name_plural'),
        ('wagtailsearch', '0010_add_text_fields'),
        ('wagtailusers', '0015_userprofile_keyboard_shortcuts'),
    ]

    operations = [
        migrations.CreateModel(
            name='Audience',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True)),
                ('slug', models.SlugField(max_length=100, unique=True)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='DocumentText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_hash', models.CharField(max_length=40, unique=True)),
                ('status', models.CharField(choices=[('read', 'Read'), ('no-text', 'No text in it (scanned?)'), ('encrypted', 'Protected by a password'), ('broken', 'Could not be read'), ('too-big', 'Too big to read'), ('missing', 'The file is not in the store')], max_length=20)),
                ('passages', models.JSONField(default=list, help_text='List of {text, heading, anchor, place}, in reading order.')),
                ('hyperlinks', models.JSONField(default=list, help_text="Addresses that its words lead to, in the file's order.")),
                ('error', models.TextField(blank=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('extracted_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'verbose_name': 'text of a document',
                'verbose_name_plural': 'texts of documents',
            },
        ),
        migrations.CreateModel(
            name='DutyRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True)),
                ('last_started', models.DateTimeField(blank=True, null=True)),
                ('last_finished', models.DateTimeField(blank=True, null=True)),
                ('last_error', models.TextField(blank=True)),
                ('failures', models.PositiveIntegerField(default=0, help_text='How often in a row it has failed.')),
                ('claimed_until', models.DateTimeField(blank=True, help_text='A process is doing it and has until then.', null=True)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='EvidenceRequirement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scheme', models.CharField(help_text='The scheme that asks for it, such as Maternity Incentive Scheme.', max_length=150)),
                ('code', models.CharField(blank=True, help_text='Its number there, such as Safety action 7.', max_length=60)),
                ('title', models.CharField(blank=True, help_text='What it is called there.', max_length=200)),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('acronyms', models.CharField(blank=True, help_text='Short forms people search for, such as CNST, MIS.', max_length=100)),
                ('explanation', models.TextField(blank=True, help_text='What it asks for, in plain words.')),
                ('year', models.CharField(blank=True, help_text='The year or version this wording belongs to.', max_length=40)),
                ('source_url', models.URLField(blank=True, help_text='Where the scheme itself says so.')),
                ('is_current', models.BooleanField(default=True, help_text='Untick when the scheme no longer asks for it; old evidence stays.')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Lower numbers come first.')),
            ],
            options={
                'verbose_name': 'evidence requirement',
                'ordering': ['position', 'scheme', 'code'],
            },
        ),
        migrations.CreateModel(
            name='Heartbeat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, unique=True)),
                ('beat_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Rung',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(unique=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(7)])),
                ('name', models.CharField(max_length=60)),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('description', models.TextField(help_text='What happens on this rung, in our own plain words.')),
                ('next_step', models.TextField(blank=True, help_text='What would move a group from this rung to the next one up.')),
                ('statement', models.CharField(blank=True, help_text="What is true of a group that has come so far, such as “We ask people before we decide.” The ladder's page asks whether it is. Empty: it does not ask.", max_length=200)),
            ],
            options={
                'ordering': ['-number'],
            },
        ),
        migrations.CreateModel(
            name='SupportText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('heading', models.CharField(default='Where to get support', editable=False, max_length=100)),
                ('text', wagtail.fields.RichTextField(blank=True, default='<p>This example may be hard to read, above all if something like it happened to you. You can stop at any time.</p><p>You can talk about it with your midwife, your health visitor or your GP. They can tell you what support there is near you.</p><p>If you or somebody else is in danger now, call the emergency services.</p>', editable=False)),
                ('proposed_heading', models.CharField(default='Where to get support', max_length=100, verbose_name='heading')),
                ('proposed_text', wagtail.fields.RichTextField(blank=True, default='<p>This example may be hard to read, above all if something like it happened to you. You can stop at any time.</p><p>You can talk about it with your midwife, your health visitor or your GP. They can tell you what support there is near you.</p><p>If you or somebody else is in danger now, call the emergency services.</p>', help_text='Shown on examples with sensitive content once a second person has published it. Name places and numbers only that you have checked.', verbose_name='text')),
                ('proposed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'support text',
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True)),
                ('slug', models.SlugField(max_length=100, unique=True)),
                ('description', models.CharField(blank=True, help_text='One plain sentence for people new to the subject.', max_length=300)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='EvidencePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.CharField(blank=True, help_text='One or two plain sentences. Search results and lists show them.', max_length=400)),
                ('last_reviewed', models.DateField(default=django.utils.timezone.localdate, help_text='When somebody last checked that all of it is right.')),
                ('next_review', models.DateField(default=knowledge.models.base.default_review_date, help_text='When it is to be checked again.')),
                ('body', wagtail.fields.StreamField([('heading', 2), ('text', 3), ('callout', 6), ('quotation', 10), ('element_list', 17), ('accordion', 18), ('comparison', 26), ('image', 29), ('video', 31), ('document', 34), ('resource_card', 36), ('page_link', 39), ('ways_in', 40)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'Write what the part below answers.', 'max_length': 200}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'Heading'), ('3', 'Smaller heading')], 'help_text': 'Use the smaller one only below a heading.'}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1)]], {}), 3: ('knowledge.blocks.text.TextBlock', (), {}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'Say what it is about, in a few words.', 'max_length': 120}), 5: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul']}), 6: ('wagtail.blocks.StructBlock', [[('heading', 4), ('body', 5)]], {}), 7: ('wagtail.blocks.TextBlock', (), {'help_text': 'Their exact words, without quotation marks.'}), 8: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who said it.', 'max_length': 200, 'required': False}), 9: ('wagtail.blocks.URLBlock', (), {'help_text': 'Where it can be read.', 'required': False}), 10: ('wagtail.blocks.StructBlock', [[('quotation', 7), ('attribution', 8), ('source', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'max_length': 200, 'required': False}), 12: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'Tick when the order matters or people call them by number.', 'required': False}), 13: ('wagtail.blocks.CharBlock', (), {'help_text': "The element's name.", 'max_length': 250}), 14: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul'], 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('title', 13), ('text', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {}), 17: ('wagtail.blocks.StructBlock', [[('heading', 11), ('numbered', 12), ('elements', 16)]], {}), 18: ('knowledge.blocks.text.AccordionBlock', (), {}), 19: ('wagtail.blocks.CharBlock', (), {'max_length': 200}), 20: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where the first wording comes from.', 'max_length': 120}), 21: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where the second comes from.', 'max_length': 120}), 22: ('wagtail.blocks.CharBlock', (), {'help_text': 'What both wordings speak of.', 'max_length': 200}), 23: ('wagtail.blocks.TextBlock', (), {'required': False}), 24: ('wagtail.blocks.StructBlock', [[('name', 22), ('left', 23), ('right', 23)]], {}), 25: ('wagtail.blocks.ListBlock', (24,), {}), 26: ('wagtail.blocks.StructBlock', [[('heading', 19), ('left_title', 20), ('right_title', 21), ('rows', 25)]], {}), 27: ('wagtail.images.blocks.ImageBlock', [], {}), 28: ('wagtail.blocks.CharBlock', (), {'max_length': 300, 'required': False}), 29: ('wagtail.blocks.StructBlock', [[('image', 27), ('caption', 28)]], {}), 30: ('knowledge.blocks.links.ChosenPageBlock', (), {'help_text': 'Choose a video page. Is it new? <a href="/admin/new-video/" target="_blank">Add a video here (opens in a new tab)</a>, save it, and choose it then.', 'page_type': ['knowledge.VideoPage']}), 31: ('wagtail.blocks.StructBlock', [[('video', 30)]], {}), 32: ('wagtail.documents.blocks.DocumentChooserBlock', (), {}), 33: ('wagtail.blocks.CharBlock', (), {'help_text': "What the link says; the file's title by default.", 'max_length': 200, 'required': False}), 34: ('wagtail.blocks.StructBlock', [[('document', 32), ('text', 33)]], {}), 35: ('knowledge.blocks.links.ChosenPageBlock', (), {'page_type': ['knowledge.ResourcePage']}), 36: ('wagtail.blocks.StructBlock', [[('resource', 35)]], {}), 37: ('knowledge.blocks.links.ChosenPageBlock', (), {}), 38: ('wagtail.blocks.CharBlock', (), {'help_text': "What the link says; the page's title by default.", 'max_length': 200, 'required': False}), 39: ('wagtail.blocks.StructBlock', [[('page', 37), ('text', 38)]], {}), 40: ('knowledge.blocks.links.WaysInBlock', (), {})})),
                ('content_owner', models.ForeignKey(blank=True, help_text='Who keeps this page right and is asked when its review is due.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('content_deputy', models.ForeignKey(blank=True, help_text='Who is asked when a check is late and the owner does not answer.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='deputy')),
                ('review_months', models.PositiveSmallIntegerField(default=knowledge.models.base.usual_review_months, help_text='A new number moves the next check, unless you give its day as well.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='months between checks')),
            ],
            options={
                'verbose_name': 'evidence requirements',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Feedback',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('page', 'About a page'), ('missing', 'Something not found by searching'), ('resource', 'Suggested resource'), ('useful', '“Was this page useful?”'), ('take-down', 'Request to take something down'), ('contact', 'General message')], default='page', max_length=20)),
                ('message', models.TextField(blank=True, help_text='Of a suggestion: why it helps.', max_length=5000)),
                ('email', models.EmailField(blank=True, help_text='Only if the reader wants an answer; deleted when it is handled.', max_length=254)),
                ('query', models.CharField(blank=True, max_length=300)),
                ('title', models.CharField(blank=True, help_text='Of a suggested resource.', max_length=200)),
                ('link', models.URLField(blank=True, help_text='Of a suggested resource; never opened by the server.', max_length=500)),
                ('file', models.FileField(blank=True, help_text='Of a suggested resource; deleted when it is handled.', upload_to=knowledge.models.feedback.private_path)),
                ('file_name', models.CharField(blank=True, max_length=200)),
                ('was_useful', models.BooleanField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('form_token', models.UUIDField(help_text='Of the form it came from, so that a double click sends one message.', unique=True)),
                ('handled_at', models.DateTimeField(blank=True, null=True)),
                ('answer_note', models.TextField(blank=True, help_text='What was done about it.')),
                ('assigned_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('draft', models.ForeignKey(blank=True, help_text='The page that was begun with it.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL)),
                ('handled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'verbose_name_plural': 'feedback',
                'ordering': ['-sent_at'],
            },
        ),
        migrations.CreateModel(
            name='GlossaryPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.CharField(blank=True, help_text='One or two plain sentences. Search results and lists show them.', max_length=400)),
                ('last_reviewed', models.DateField(default=django.utils.timezone.localdate, help_text='When somebody last checked that all of it is right.')),
                ('next_review', models.DateField(default=knowledge.models.base.default_review_date, help_text='When it is to be checked again.')),
                ('body', wagtail.fields.StreamField([('heading', 2), ('text', 3), ('callout', 6), ('quotation', 10), ('element_list', 17), ('accordion', 18), ('comparison', 26), ('image', 29), ('video', 31), ('document', 34), ('resource_card', 36), ('page_link', 39), ('ways_in', 40)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'Write what the part below answers.', 'max_length': 200}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'Heading'), ('3', 'Smaller heading')], 'help_text': 'Use the smaller one only below a heading.'}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1)]], {}), 3: ('knowledge.blocks.text.TextBlock', (), {}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'Say what it is about, in a few words.', 'max_length': 120}), 5: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul']}), 6: ('wagtail.blocks.StructBlock', [[('heading', 4), ('body', 5)]], {}), 7: ('wagtail.blocks.TextBlock', (), {'help_text': 'Their exact words, without quotation marks.'}), 8: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who said it.', 'max_length': 200, 'required': False}), 9: ('wagtail.blocks.URLBlock', (), {'help_text': 'Where it can be read.', 'required': False}), 10: ('wagtail.blocks.StructBlock', [[('quotation', 7), ('attribution', 8), ('source', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'max_length': 200, 'required': False}), 12: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'Tick when the order matters or people call them by number.', 'required': False}), 13: ('wagtail.blocks.CharBlock', (), {'help_text': "The element's name.", 'max_length': 250}), 14: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul'], 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('title', 13), ('text', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {}), 17: ('wagtail.blocks.StructBlock', [[('heading', 11), ('numbered', 12), ('elements', 16)]], {}), 18: ('knowledge.blocks.text.AccordionBlock', (), {}), 19: ('wagtail.blocks.CharBlock', (), {'max_length': 200}), 20: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where the first wording comes from.', 'max_length': 120}), 21: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where the second comes from.', 'max_length': 120}), 22: ('wagtail.blocks.CharBlock', (), {'help_text': 'What both wordings speak of.', 'max_length': 200}), 23: ('wagtail.blocks.TextBlock', (), {'required': False}), 24: ('wagtail.blocks.StructBlock', [[('name', 22), ('left', 23), ('right', 23)]], {}), 25: ('wagtail.blocks.ListBlock', (24,), {}), 26: ('wagtail.blocks.StructBlock', [[('heading', 19), ('left_title', 20), ('right_title', 21), ('rows', 25)]], {}), 27: ('wagtail.images.blocks.ImageBlock', [], {}), 28: ('wagtail.blocks.CharBlock', (), {'max_length': 300, 'required': False}), 29: ('wagtail.blocks.StructBlock', [[('image', 27), ('caption', 28)]], {}), 30: ('knowledge.blocks.links.ChosenPageBlock', (), {'help_text': 'Choose a video page. Is it new? <a href="/admin/new-video/" target="_blank">Add a video here (opens in a new tab)</a>, save it, and choose it then.', 'page_type': ['knowledge.VideoPage']}), 31: ('wagtail.blocks.StructBlock', [[('video', 30)]], {}), 32: ('wagtail.documents.blocks.DocumentChooserBlock', (), {}), 33: ('wagtail.blocks.CharBlock', (), {'help_text': "What the link says; the file's title by default.", 'max_length': 200, 'required': False}), 34: ('wagtail.blocks.StructBlock', [[('document', 32), ('text', 33)]], {}), 35: ('knowledge.blocks.links.ChosenPageBlock', (), {'page_type': ['knowledge.ResourcePage']}), 36: ('wagtail.blocks.StructBlock', [[('resource', 35)]], {}), 37: ('knowledge.blocks.links.ChosenPageBlock', (), {}), 38: ('wagtail.blocks.CharBlock', (), {'help_text': "What the link says; the page's title by default.", 'max_length': 200, 'required': False}), 39: ('wagtail.blocks.StructBlock', [[('page', 37), ('text', 38)]], {}), 40: ('knowledge.blocks.links.WaysInBlock', (), {})})),
                ('content_owner', models.ForeignKey(blank=True, help_text='Who keeps this page right and is asked when its review is due.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('content_deputy', models.ForeignKey(blank=True, help_text='Who is asked when a check is late and the owner does not answer.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='deputy')),
                ('review_months', models.PositiveSmallIntegerField(default=knowledge.models.base.usual_review_months, help_text='A new number moves the next check, unless you give its day as well.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='months between checks')),
            ],
            options={
                'verbose_name': 'glossary',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='HomePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.CharField(blank=True, help_text='One or two plain sentences. Search results and lists show them.', max_length=400)),
                ('last_reviewed', models.DateField(default=django.utils.timezone.localdate, help_text='When somebody last checked that all of it is right.')),
                ('next_review', models.DateField(default=knowledge.models.base.default_review_date, help_text='When it is to be checked again.')),
                ('body', wagtail.fields.StreamField([('heading', 2), ('text', 3), ('callout', 6), ('quotation', 10), ('element_list', 17), ('accordion', 18), ('comparison', 26), ('image', 29), ('video', 31), ('document', 34), ('resource_card', 36), ('page_link', 39), ('ways_in', 40)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'Write what the part below answers.', 'max_length': 200}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'Heading'), ('3', 'Smaller heading')], 'help_text': 'Use the smaller one only below a heading.'}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1)]], {}), 3: ('knowledge.blocks.text.TextBlock', (), {}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'Say what it is about, in a few words.', 'max_length': 120}), 5: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul']}), 6: ('wagtail.blocks.StructBlock', [[('heading', 4), ('body', 5)]], {}), 7: ('wagtail.blocks.TextBlock', (), {'help_text': 'Their exact words, without quotation marks.'}), 8: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who said it.', 'max_length': 200, 'required': False}), 9: ('wagtail.blocks.URLBlock', (), {'help_text': 'Where it can be read.', 'required': False}), 10: ('wagtail.blocks.StructBlock', [[('quotation', 7), ('attribution', 8), ('source', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'max_length': 200, 'required': False}), 12: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'Tick when the order matters or people call them by number.', 'required': False}), 13: ('wagtail.blocks.CharBlock', (), {'help_text': "The element's name.", 'max_length': 250}), 14: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul'], 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('title', 13), ('text', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {}), 17: ('wagtail.blocks.StructBlock', [[('heading', 11), ('numbered', 12), ('elements', 16)]], {}), 18: ('knowledge.blocks.text.AccordionBlock', (), {}), 19: ('wagtail.blocks.CharBlock', (), {'max_length': 200}), 20: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where the first wording comes from.', 'max_length': 120}), 21: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where the second comes from.', 'max_length': 120}), 22: ('wagtail.blocks.CharBlock', (), {'help_text': 'What both wordings speak of.', 'max_length': 200}), 23: ('wagtail.blocks.TextBlock', (), {'required': False}), 24: ('wagtail.blocks.StructBlock', [[('name', 22), ('left', 23), ('right', 23)]], {}), 25: ('wagtail.blocks.ListBlock', (24,), {}), 26: ('wagtail.blocks.StructBlock', [[('heading', 19), ('left_title', 20), ('right_title', 21), ('rows', 25)]], {}), 27: ('wagtail.images.blocks.ImageBlock', [], {}), 28: ('wagtail.blocks.CharBlock', (), {'max_length': 300, 'required': False}), 29: ('wagtail.blocks.StructBlock', [[('image', 27), ('caption', 28)]], {}), 30: ('knowledge.blocks.links.ChosenPageBlock', (), {'help_text': 'Choose a video page. Is it new? <a href="/admin/new-video/" target="_blank">Add a video here (opens in a new tab)</a>, save it, and choose it then.', 'page_type': ['knowledge.VideoPage']}), 31: ('wagtail.blocks.StructBlock', [[('video', 30)]], {}), 32: ('wagtail.documents.blocks.DocumentChooserBlock', (), {}), 33: ('wagtail.blocks.CharBlock', (), {'help_text': "What the link says; the file's title by default.", 'max_length': 200, 'required': False}), 34: ('wagtail.blocks.StructBlock', [[('document', 32), ('text', 33)]], {}), 35: ('knowledge.blocks.links.ChosenPageBlock', (), {'page_type': ['knowledge.ResourcePage']}), 36: ('wagtail.blocks.StructBlock', [[('resource', 35)]], {}), 37: ('knowledge.blocks.links.ChosenPageBlock', (), {}), 38: ('wagtail.blocks.CharBlock', (), {'help_text': "What the link says; the page's title by default.", 'max_length': 200, 'required': False}), 39: ('wagtail.blocks.StructBlock', [[('page', 37), ('text', 38)]], {}), 40: ('knowledge.blocks.links.WaysInBlock', (), {})})),
                ('strapline', models.CharField(blank=True, help_text='What the hub is for, in one sentence.', max_length=200)),
                ('content_owner', models.ForeignKey(blank=True, help_text='Who keeps this page right and is asked when its review is due.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('content_deputy', models.ForeignKey(blank=True, help_text='Who is asked when a check is late and the owner does not answer.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='deputy')),
                ('review_months', models.PositiveSmallIntegerField(default=knowledge.models.base.usual_review_months, help_text='A new number moves the next check, unless you give its day as well.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='months between checks')),
            ],
            options={
                'verbose_name': 'home page',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='HubDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('file', models.FileField(upload_to='documents', verbose_name='file')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('file_size', models.PositiveBigIntegerField(editable=False, null=True)),
                ('file_hash', models.CharField(blank=True, editable=False, max_length=40)),
                ('is_listed', models.BooleanField(default=False, help_text='Tick to let everyone open this file even when no published page uses it.', verbose_name='public on its own')),
                ('note', models.CharField(blank=True, help_text='What it is, in one sentence; shown beside its link.', max_length=300)),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
            ],
            options={
                'verbose_name': 'document',
                'verbose_name_plural': 'documents',
                'permissions': [('choose_document', 'Can choose document')],
                'abstract': False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='HubImage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('file', wagtail.images.models.WagtailImageField(height_field='height', upload_to=wagtail.images.models.get_upload_to, verbose_name='file', width_field='width')),
                ('description', models.CharField(blank=True, default='', max_length=255, verbose_name='description')),
                ('width', models.IntegerField(editable=False, verbose_name='width')),
                ('height', models.IntegerField(editable=False, verbose_name='height')),
                ('created_at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='created at')),
                ('focal_point_x', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_y', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_width', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_height', models.PositiveIntegerField(blank=True, null=True)),
                ('file_size', models.PositiveIntegerField(editable=False, null=True)),
                ('file_hash', models.CharField(blank=True, db_index=True, editable=False, max_length=40)),
                ('is_listed', models.BooleanField(default=False, help_text='Tick to let everyone see this image even when no published page uses it.', verbose_name='public on its own')),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
            ],
            options={
                'verbose_name': 'image',
                'permissions': [('choose_image', 'Can choose image')],
                'abstract': False,
            },
            bases=(wagtail.images.models.ImageFileMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='InformationPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.CharField(blank=True, help_text='One or two plain sentences. Search results and lists show them.', max_length=400)),
                ('last_reviewed', models.DateField(default=django.utils.timezone.localdate, help_text='When somebody last checked that all of it is right.')),
                ('next_review', models.DateField(default=knowledge.models.base.default_review_date, help_text='When it is to be checked again.')),
                ('body', wagtail.fields.StreamField([('heading', 2), ('text', 3), ('callout', 6), ('quotation', 10), ('element_list', 17), ('accordion', 18), ('comparison', 26), ('image', 29), ('video', 31), ('document', 34), ('resource_card', 36), ('page_link', 39), ('ways_in', 40)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'Write what the part below answers.', 'max_length': 200}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'Heading'), ('3', 'Smaller heading')], 'help_text': 'Use the smaller one only below a heading.'}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1)]], {}), 3: ('knowledge.blocks.text.TextBlock', (), {}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'Say what it is about, in a few words.', 'max_length': 120}), 5: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul']}), 6: ('wagtail.blocks.StructBlock', [[('heading', 4), ('body', 5)]], {}), 7: ('wagtail.blocks.TextBlock', (), {'help_text': 'Their exact words, without quotation marks.'}), 8: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who said it.', 'max_length': 200, 'required': False}), 9: ('wagtail.blocks.URLBlock', (), {'help_text': 'Where it can be read.', 'required': False}), 10: ('wagtail.blocks.StructBlock', [[('quotation', 7), ('attribution', 8), ('source', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'max_length': 200, 'required': False}), 12: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'Tick when the order matters or people call them by number.', 'required': False}), 13: ('wagtail.blocks.CharBlock', (), {'help_text': "The element's name.", 'max_length': 250}), 14: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul'], 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('title', 13), ('text', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {}), 17: ('wagtail.blocks.StructBlock', [[('heading', 11), ('numbered', 12), ('elements', 16)]], {}), 18: ('knowledge.blocks.text.AccordionBlock', (), {}), 19: ('wagtail.blocks.CharBlock', (), {'max_length': 200}), 20: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where the first wording comes from.', 'max_length': 120}), 21: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where the second comes from.', 'max_length': 120}), 22: ('wagtail.blocks.CharBlock', (), {'help_text': 'What both wordings speak of.', 'max_length': 200}), 23: ('wagtail.blocks.TextBlock', (), {'required': False}), 24: ('wagtail.blocks.StructBlock', [[('name', 22), ('left', 23), ('right', 23)]], {}), 25: ('wagtail.blocks.ListBlock', (24,), {}), 26: ('wagtail.blocks.StructBlock', [[('heading', 19), ('left_title', 20), ('right_title', 21), ('rows', 25)]], {}), 27: ('wagtail.images.blocks.ImageBlock', [], {}), 28: ('wagtail.blocks.CharBlock', (), {'max_length': 300, 'required': False}), 29: ('wagtail.blocks.StructBlock', [[('image', 27), ('caption', 28)]], {}), 30: ('knowledge.blocks.links.ChosenPageBlock', (), {'help_text': 'Choose a video page. Is it new? <a href="/admin/new-video/" target="_blank">Add a video here (opens in a new tab)</a>, save it, and choose it then.', 'page_type': ['knowledge.VideoPage']}), 31: ('wagtail.blocks.StructBlock', [[('video', 30)]], {}), 32: ('wagtail.documents.blocks.DocumentChooserBlock', (), {}), 33: ('wagtail.blocks.CharBlock', (), {'help_text': "What the link says; the file's title by default.", 'max_length': 200, 'required': False}), 34: ('wagtail.blocks.StructBlock', [[('document', 32), ('text', 33)]], {}), 35: ('knowledge.blocks.links.ChosenPageBlock', (), {'page_type': ['knowledge.ResourcePage']}), 36: ('wagtail.blocks.StructBlock', [[('resource', 35)]], {}), 37: ('knowledge.blocks.links.ChosenPageBlock', (), {}), 38: ('wagtail.blocks.CharBlock', (), {'help_text': "What the link says; the page's title by default.", 'max_length': 200, 'required': False}), 39: ('wagtail.blocks.StructBlock', [[('page', 37), ('text', 38)]], {}), 40: ('knowledge.blocks.links.WaysInBlock', (), {})})),
                ('content_owner', models.ForeignKey(blank=True, help_text='Who keeps this page right and is asked when its review is due.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('content_deputy', models.ForeignKey(blank=True, help_text='Who is asked when a check is late and the owner does not answer.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='deputy')),
                ('review_months', models.PositiveSmallIntegerField(default=knowledge.models.base.usual_review_months, help_text='A new number moves the next check, unless you give its day as well.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='months between checks')),
            ],
            options={
                'verbose_name': 'information page',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='LadderPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.CharField(blank=True, help_text='One or two plain sentences. Search results and lists show them.', max_length=400)),
                ('last_reviewed', models.DateField(default=django.utils.timezone.localdate, help_text='When somebody last checked that all of it is right.')),
                ('next_review', models.DateField(default=knowledge.models.base.default_review_date, help_text='When it is to be checked again.')),
                ('body', wagtail.fields.StreamField([('heading', 2), ('text', 3), ('callout', 6), ('quotation', 10), ('element_list', 17), ('accordion', 18), ('comparison', 26), ('image', 29), ('video', 31), ('document', 34), ('resource_card', 36), ('page_link', 39), ('ways_in', 40)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'Write what the part below answers.', 'max_length': 200}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'Heading'), ('3', 'Smaller heading')], 'help_text': 'Use the smaller one only below a heading.'}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1)]], {}), 3: ('knowledge.blocks.text.TextBlock', (), {}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'Say what it is about, in a few words.', 'max_length': 120}), 5: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul']}), 6: ('wagtail.blocks.StructBlock', [[('heading', 4), ('body', 5)]], {}), 7: ('wagtail.blocks.TextBlock', (), {'help_text': 'Their exact words, without quotation marks.'}), 8: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who said it.', 'max_length': 200, 'required': False}), 9: ('wagtail.blocks.URLBlock', (), {'help_text': 'Where it can be read.', 'required': False}), 10: ('wagtail.blocks.StructBlock', [[('quotation', 7), ('attribution', 8), ('source', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'max_length': 200, 'required': False}), 12: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'Tick when the order matters or people call them by number.', 'required': False}), 13: ('wagtail.blocks.CharBlock', (), {'help_text': "The element's name.", 'max_length': 250}), 14: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul'], 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('title', 13), ('text', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {}), 17: ('wagtail.blocks.StructBlock', [[('heading', 11), ('numbered', 12), ('elements', 16)]], {}), 18: ('knowledge.blocks.text.AccordionBlock', (), {}), 19: ('wagtail.blocks.CharBlock', (), {'max_length': 200}), 20: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where the first wording comes from.', 'max_length': 120}), 21: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where the second comes from.', 'max_length': 120}), 22: ('wagtail.blocks.CharBlock', (), {'help_text': 'What both wordings speak of.', 'max_length': 200}), 23: ('wagtail.blocks.TextBlock', (), {'required': False}), 24: ('wagtail.blocks.StructBlock', [[('name', 22), ('left', 23), ('right', 23)]], {}), 25: ('wagtail.blocks.ListBlock', (24,), {}), 26: ('wagtail.blocks.StructBlock', [[('heading', 19), ('left_title', 20), ('right_title', 21), ('rows', 25)]], {}), 27: ('wagtail.images.blocks.ImageBlock', [], {}), 28: ('wagtail.blocks.CharBlock', (), {'max_length': 300, 'required': False}), 29: ('wagtail.blocks.StructBlock', [[('image', 27), ('caption', 28)]], {}), 30: ('knowledge.blocks.links.ChosenPageBlock', (), {'help_text': 'Choose a video page. Is it new? <a href="/admin/new-video/" target="_blank">Add a video here (opens in a new tab)</a>, save it, and choose it then.', 'page_type': ['knowledge.VideoPage']}), 31: ('wagtail.blocks.StructBlock', [[('video', 30)]], {}), 32: ('wagtail.documents.blocks.DocumentChooserBlock', (), {}), 33: ('wagtail.blocks.CharBlock', (), {'help_text': "What the link says; the file's title by default.", 'max_length': 200, 'required': False}), 34: ('wagtail.blocks.StructBlock', [[('document', 32), ('text', 33)]], {}), 35: ('knowledge.blocks.links.ChosenPageBlock', (), {'page_type': ['knowledge.ResourcePage']}), 36: ('wagtail.blocks.StructBlock', [[('resource', 35)]], {}), 37: ('knowledge.blocks.links.ChosenPageBlock', (), {}), 38: ('wagtail.blocks.CharBlock', (), {'help_text': "What the link says; the page's title by default.", 'max_length': 200, 'required': False}), 39: ('wagtail.blocks.StructBlock', [[('page', 37), ('text', 38)]], {}), 40: ('knowledge.blocks.links.WaysInBlock', (), {})})),
                ('source_name', models.CharField(help_text='Whose ladder it is.', max_length=150)),
                ('source_url', models.URLField(blank=True, help_text='Where its owner publishes it.')),
                ('content_owner', models.ForeignKey(blank=True, help_text='Who keeps this page right and is asked when its review is due.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('content_deputy', models.ForeignKey(blank=True, help_text='Who is asked when a check is late and the owner does not answer.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='deputy')),
                ('review_months', models.PositiveSmallIntegerField(default=knowledge.models.base.usual_review_months, help_text='A new number moves the next check, unless you give its day as well.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='months between checks')),
            ],
            options={
                'verbose_name': 'ladder of co-production',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150, unique=True)),
                ('slug', models.SlugField(max_length=150, unique=True)),
                ('kind', models.CharField(choices=[('region', 'Region'), ('lmns', 'Local maternity and neonatal system (LMNS)'), ('trust', 'Trust'), ('mvp', 'Maternity (and neonatal) voices partnership (MVP)'), ('publisher', 'Publisher of resources')], max_length=20)),
                ('short_name', models.CharField(blank=True, help_text='The acronym people know it by.', max_length=40)),
                ('former_names', models.CharField(blank=True, help_text='Earlier names, separated by semicolons. A name that you change is kept here.', max_length=1000)),
                ('website', models.URLField(blank=True)),
                ('mail_domains', models.CharField(blank=True, help_text='Mail domains that only its own people have, separated by spaces. Whoever proves such an address is a member at once. Not one that many bodies share, such as nhs.net.', max_length=300)),
                ('ended_at', models.DateTimeField(blank=True, editable=False, help_text='When it was merged into others or split.', null=True)),
                ('region', models.ForeignKey(blank=True, help_text='The region whose moderators look after what this body sends.', limit_choices_to={'kind': 'region'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='members', to='knowledge.organisation')),
                ('successors', models.ManyToManyField(blank=True, editable=False, related_name='predecessors', to='knowledge.organisation')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='PackPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.CharField(blank=True, help_text='One or two plain sentences. Search results and lists show them.', max_length=400)),
                ('last_reviewed', models.DateField(default=django.utils.timezone.localdate, help_text='When somebody last checked that all of it is right.')),
                ('next_review', models.DateField(default=knowledge.models.base.default_review_date, help_text='When it is to be checked again.')),
                ('body', wagtail.fields.StreamField([('heading', 2), ('text', 3), ('callout', 6), ('quotation', 10), ('element_list', 17), ('accordion', 18), ('comparison', 26), ('image', 29), ('video', 31), ('document', 34), ('resource_card', 36), ('page_link', 39), ('ways_in', 40)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'Write what the part below answers.', 'max_length': 200}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'Heading'), ('3', 'Smaller heading')], 'help_text': 'Use the smaller one only below a heading.'}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1)]], {}), 3: ('knowledge.blocks.text.TextBlock', (), {}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'Say what it is about, in a few words.', 'max_length': 120}), 5: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul']}), 6: ('wagtail.blocks.StructBlock', [[('heading', 4), ('body', 5)]], {}), 7: ('wagtail.blocks.TextBlock', (), {'help_text': 'Their exact words, without quotation marks.'}), 8: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who said it.', 'max_length': 200, 'required': False}), 9: ('wagtail.blocks.URLBlock', (), {'help_text': 'Where it can be read.', 'required': False}), 10: ('wagtail.blocks.StructBlock', [[('quotation', 7), ('attribution', 8), ('source', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'max_length': 200, 'required': False}), 12: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'Tick when the order matters or people call them by number.', 'required': False}), 13: ('wagtail.blocks.CharBlock', (), {'help_text': "The element's name.", 'max_length': 250}), 14: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul'], 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('title', 13), ('text', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {}), 17: ('wagtail.blocks.StructBlock', [[('heading', 11), ('numbered', 12), ('elements', 16)]], {}), 18: ('knowledge.blocks.text.AccordionBlock', (), {}), 19: ('wagtail.blocks.CharBlock', (), {'max_length': 200}), 20: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where the first wording comes from.', 'max_length': 120}), 21: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where the second comes from.', 'max_length': 120}), 22: ('wagtail.blocks.CharBlock', (), {'help_text': 'What both wordings speak of.', 'max_length': 200}), 23: ('wagtail.blocks.TextBlock', (), {'required': False}), 24: ('wagtail.blocks.StructBlock', [[('name', 22), ('left', 23), ('right', 23)]], {}), 25: ('wagtail.blocks.ListBlock', (24,), {}), 26: ('wagtail.blocks.StructBlock', [[('heading', 19), ('left_title', 20), ('right_title', 21), ('rows', 25)]], {}), 27: ('wagtail.images.blocks.ImageBlock', [], {}), 28: ('wagtail.blocks.CharBlock', (), {'max_length': 300, 'required': False}), 29: ('wagtail.blocks.StructBlock', [[('image', 27), ('caption', 28)]], {}), 30: ('knowledge.blocks.links.ChosenPageBlock', (), {'help_text': 'Choose a video page. Is it new? <a href="/admin/new-video/" target="_blank">Add a video here (opens in a new tab)</a>, save it, and choose it then.', 'page_type': ['knowledge.VideoPage']}), 31: ('wagtail.blocks.StructBlock', [[('video', 30)]], {}), 32: ('wagtail.documents.blocks.DocumentChooserBlock', (), {}), 33: ('wagtail.blocks.CharBlock', (), {'help_text': "What the link says; the file's title by default.", 'max_length': 200, 'required': False}), 34: ('wagtail.blocks.StructBlock', [[('document', 32), ('text', 33)]], {}), 35: ('knowledge.blocks.links.ChosenPageBlock', (), {'page_type': ['knowledge.ResourcePage']}), 36: ('wagtail.blocks.StructBlock', [[('resource', 35)]], {}), 37: ('knowledge.blocks.links.ChosenPageBlock', (), {}), 38: ('wagtail.blocks.CharBlock', (), {'help_text': "What the link says; the page's title by default.", 'max_length': 200, 'required': False}), 39: ('wagtail.blocks.StructBlock', [[('page', 37), ('text', 38)]], {}), 40: ('knowledge.blocks.links.WaysInBlock', (), {})})),
                ('version', models.CharField(help_text='Such as 1.0.', max_length=20)),
                ('version_date', models.DateField(help_text='When this version was published.')),
                ('acknowledgements', wagtail.fields.RichTextField(blank=True, help_text='Whom the pack thanks.')),
                ('feedback_email', models.EmailField(blank=True, help_text="Where readers' comments go, beside the form on every page.", max_length=254)),
                ('content_owner', models.ForeignKey(blank=True, help_text='Who keeps this page right and is asked when its review is due.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('content_deputy', models.ForeignKey(blank=True, help_text='Who is asked when a check is late and the owner does not answer.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='deputy')),
                ('review_months', models.PositiveSmallIntegerField(default=knowledge.models.base.usual_review_months, help_text='A new number moves the next check, unless you give its day as well.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='months between checks')),
            ],
            options={
                'verbose_name': 'resource pack',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ResourceIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.CharField(blank=True, help_text='One or two plain sentences. Search results and lists show them.', max_length=400)),
                ('last_reviewed', models.DateField(default=django.utils.timezone.localdate, help_text='When somebody last checked that all of it is right.')),
                ('next_review', models.DateField(default=knowledge.models.base.default_review_date, help_text='When it is to be checked again.')),
                ('body', wagtail.fields.StreamField([('heading', 2), ('text', 3), ('callout', 6), ('quotation', 10), ('element_list', 17), ('accordion', 18), ('comparison', 26), ('image', 29), ('video', 31), ('document', 34), ('resource_card', 36), ('page_link', 39), ('ways_in', 40)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'Write what the part below answers.', 'max_length': 200}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'Heading'), ('3', 'Smaller heading')], 'help_text': 'Use the smaller one only below a heading.'}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1)]], {}), 3: ('knowledge.blocks.text.TextBlock', (), {}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'Say what it is about, in a few words.', 'max_length': 120}), 5: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul']}), 6: ('wagtail.blocks.StructBlock', [[('heading', 4), ('body', 5)]], {}), 7: ('wagtail.blocks.TextBlock', (), {'help_text': 'Their exact words, without quotation marks.'}), 8: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who said it.', 'max_length': 200, 'required': False}), 9: ('wagtail.blocks.URLBlock', (), {'help_text': 'Where it can be read.', 'required': False}), 10: ('wagtail.blocks.StructBlock', [[('quotation', 7), ('attribution', 8), ('source', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'max_length': 200, 'required': False}), 12: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'Tick when the order matters or people call them by number.', 'required': False}), 13: ('wagtail.blocks.CharBlock', (), {'help_text': "The element's name.", 'max_length': 250}), 14: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul'], 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('title', 13), ('text', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {}), 17: ('wagtail.blocks.StructBlock', [[('heading', 11), ('numbered', 12), ('elements', 16)]], {}), 18: ('knowledge.blocks.text.AccordionBlock', (), {}), 19: ('wagtail.blocks.CharBlock', (), {'max_length': 200}), 20: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where the first wording comes from.', 'max_length': 120}), 21: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where the second comes from.', 'max_length': 120}), 22: ('wagtail.blocks.CharBlock', (), {'help_text': 'What both wordings speak of.', 'max_length': 200}), 23: ('wagtail.blocks.TextBlock', (), {'required': False}), 24: ('wagtail.blocks.StructBlock', [[('name', 22), ('left', 23), ('right', 23)]], {}), 25: ('wagtail.blocks.ListBlock', (24,), {}), 26: ('wagtail.blocks.StructBlock', [[('heading', 19), ('left_title', 20), ('right_title', 21), ('rows', 25)]], {}), 27: ('wagtail.images.blocks.ImageBlock', [], {}), 28: ('wagtail.blocks.CharBlock', (), {'max_length': 300, 'required': False}), 29: ('wagtail.blocks.StructBlock', [[('image', 27), ('caption', 28)]], {}), 30: ('knowledge.blocks.links.ChosenPageBlock', (), {'help_text': 'Choose a video page. Is it new? <a href="/admin/new-video/" target="_blank">Add a video here (opens in a new tab)</a>, save it, and choose it then.', 'page_type': ['knowledge.VideoPage']}), 31: ('wagtail.blocks.StructBlock', [[('video', 30)]], {}), 32: ('wagtail.documents.blocks.DocumentChooserBlock', (), {}), 33: ('wagtail.blocks.CharBlock', (), {'help_text': "What the link says; the file's title by default.", 'max_length': 200, 'required': False}), 34: ('wagtail.blocks.StructBlock', [[('document', 32), ('text', 33)]], {}), 35: ('knowledge.blocks.links.ChosenPageBlock', (), {'page_type': ['knowledge.ResourcePage']}), 36: ('wagtail.blocks.StructBlock', [[('resource', 35)]], {}), 37: ('knowledge.blocks.links.ChosenPageBlock', (), {}), 38: ('wagtail.blocks.CharBlock', (), {'help_text': "What the link says; the page's title by default.", 'max_length': 200, 'required': False}), 39: ('wagtail.blocks.StructBlock', [[('page', 37), ('text', 38)]], {}), 40: ('knowledge.blocks.links.WaysInBlock', (), {})})),
                ('content_owner', models.ForeignKey(blank=True, help_text='Who keeps this page right and is asked when its review is due.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('content_deputy', models.ForeignKey(blank=True, help_text='Who is asked when a check is late and the owner does not answer.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='deputy')),
                ('review_months', models.PositiveSmallIntegerField(default=knowledge.models.base.usual_review_months, help_text='A new number moves the next check, unless you give its day as well.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='months between checks')),
            ],
            options={
                'verbose_name': 'list of resources',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ResourcePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.CharField(blank=True, help_text='One or two plain sentences. Search results and lists show them.', max_length=400)),
                ('last_reviewed', models.DateField(default=django.utils.timezone.localdate, help_text='When somebody last checked that all of it is right.')),
                ('next_review', models.DateField(default=knowledge.models.base.default_review_date, help_text='When it is to be checked again.')),
                ('body', wagtail.fields.StreamField([('heading', 2), ('text', 3), ('callout', 6), ('quotation', 10), ('element_list', 17), ('accordion', 18), ('comparison', 26), ('image', 29), ('video', 31), ('document', 34), ('resource_card', 36), ('page_link', 39), ('ways_in', 40)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'Write what the part below answers.', 'max_length': 200}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'Heading'), ('3', 'Smaller heading')], 'help_text': 'Use the smaller one only below a heading.'}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1)]], {}), 3: ('knowledge.blocks.text.TextBlock', (), {}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'Say what it is about, in a few words.', 'max_length': 120}), 5: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul']}), 6: ('wagtail.blocks.StructBlock', [[('heading', 4), ('body', 5)]], {}), 7: ('wagtail.blocks.TextBlock', (), {'help_text': 'Their exact words, without quotation marks.'}), 8: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who said it.', 'max_length': 200, 'required': False}), 9: ('wagtail.blocks.URLBlock', (), {'help_text': 'Where it can be read.', 'required': False}), 10: ('wagtail.blocks.StructBlock', [[('quotation', 7), ('attribution', 8), ('source', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'max_length': 200, 'required': False}), 12: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'Tick when the order matters or people call them by number.', 'required': False}), 13: ('wagtail.blocks.CharBlock', (), {'help_text': "The element's name.", 'max_length': 250}), 14: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul'], 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('title', 13), ('text', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {}), 17: ('wagtail.blocks.StructBlock', [[('heading', 11), ('numbered', 12), ('elements', 16)]], {}), 18: ('knowledge.blocks.text.AccordionBlock', (), {}), 19: ('wagtail.blocks.CharBlock', (), {'max_length': 200}), 20: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where the first wording comes from.', 'max_length': 120}), 21: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where the second comes from.', 'max_length': 120}), 22: ('wagtail.blocks.CharBlock', (), {'help_text': 'What both wordings speak of.', 'max_length': 200}), 23: ('wagtail.blocks.TextBlock', (), {'required': False}), 24: ('wagtail.blocks.StructBlock', [[('name', 22), ('left', 23), ('right', 23)]], {}), 25: ('wagtail.blocks.ListBlock', (24,), {}), 26: ('wagtail.blocks.StructBlock', [[('heading', 19), ('left_title', 20), ('right_title', 21), ('rows', 25)]], {}), 27: ('wagtail.images.blocks.ImageBlock', [], {}), 28: ('wagtail.blocks.CharBlock', (), {'max_length': 300, 'required': False}), 29: ('wagtail.blocks.StructBlock', [[('image', 27), ('caption', 28)]], {}), 30: ('knowledge.blocks.links.ChosenPageBlock', (), {'help_text': 'Choose a video page. Is it new? <a href="/admin/new-video/" target="_blank">Add a video here (opens in a new tab)</a>, save it, and choose it then.', 'page_type': ['knowledge.VideoPage']}), 31: ('wagtail.blocks.StructBlock', [[('video', 30)]], {}), 32: ('wagtail.documents.blocks.DocumentChooserBlock', (), {}), 33: ('wagtail.blocks.CharBlock', (), {'help_text': "What the link says; the file's title by default.", 'max_length': 200, 'required': False}), 34: ('wagtail.blocks.StructBlock', [[('document', 32), ('text', 33)]], {}), 35: ('knowledge.blocks.links.ChosenPageBlock', (), {'page_type': ['knowledge.ResourcePage']}), 36: ('wagtail.blocks.StructBlock', [[('resource', 35)]], {}), 37: ('knowledge.blocks.links.ChosenPageBlock', (), {}), 38: ('wagtail.blocks.CharBlock', (), {'help_text': "What the link says; the page's title by default.", 'max_length': 200, 'required': False}), 39: ('wagtail.blocks.StructBlock', [[('page', 37), ('text', 38)]], {}), 40: ('knowledge.blocks.links.WaysInBlock', (), {})})),
                ('kind', models.CharField(choices=[('guide', 'Guide'), ('toolkit', 'Toolkit'), ('model', 'Model or framework'), ('audit', 'Self-assessment tool'), ('film', 'Film'), ('webinar', 'Webinar'), ('factsheet', 'Factsheet'), ('network', 'Network or community'), ('blog', 'Blog'), ('collection', 'Collection of examples'), ('website', 'Website')], default='guide', max_length=20)),
                ('source_url', models.URLField(blank=True, help_text='Leave empty when you do not know it: the page then says that it is being checked.', max_length=500, verbose_name='address')),
                ('published_year', models.CharField(blank=True, help_text='When its publisher published it, where known.', max_length=20)),
                ('content_owner', models.ForeignKey(blank=True, help_text='Who keeps this page right and is asked when its review is due.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('document', models.ForeignKey(blank=True, help_text='The file, when we hold it ourselves.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='knowledge.hubdocument')),
                ('publisher', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='knowledge.organisation')),
                ('content_deputy', models.ForeignKey(blank=True, help_text='Who is asked when a check is late and the owner does not answer.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='deputy')),
                ('review_months', models.PositiveSmallIntegerField(default=knowledge.models.base.usual_review_months, help_text='A new number moves the next check, unless you give its day as well.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='months between checks')),
            ],
            options={
                'verbose_name': 'resource',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='SectionPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.CharField(blank=True, help_text='One or two plain sentences. Search results and lists show them.', max_length=400)),
                ('last_reviewed', models.DateField(default=django.utils.timezone.localdate, help_text='When somebody last checked that all of it is right.')),
                ('next_review', models.DateField(default=knowledge.models.base.default_review_date, help_text='When it is to be checked again.')),
                ('body', wagtail.fields.StreamField([('heading', 2), ('text', 3), ('callout', 6), ('quotation', 10), ('element_list', 17), ('accordion', 18), ('comparison', 26), ('image', 29), ('video', 31), ('document', 34), ('resource_card', 36), ('page_link', 39), ('ways_in', 40)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'Write what the part below answers.', 'max_length': 200}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'Heading'), ('3', 'Smaller heading')], 'help_text': 'Use the smaller one only below a heading.'}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1)]], {}), 3: ('knowledge.blocks.text.TextBlock', (), {}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'Say what it is about, in a few words.', 'max_length': 120}), 5: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul']}), 6: ('wagtail.blocks.StructBlock', [[('heading', 4), ('body', 5)]], {}), 7: ('wagtail.blocks.TextBlock', (), {'help_text': 'Their exact words, without quotation marks.'}), 8: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who said it.', 'max_length': 200, 'required': False}), 9: ('wagtail.blocks.URLBlock', (), {'help_text': 'Where it can be read.', 'required': False}), 10: ('wagtail.blocks.StructBlock', [[('quotation', 7), ('attribution', 8), ('source', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'max_length': 200, 'required': False}), 12: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'Tick when the order matters or people call them by number.', 'required': False}), 13: ('wagtail.blocks.CharBlock', (), {'help_text': "The element's name.", 'max_length': 250}), 14: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul'], 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('title', 13), ('text', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {}), 17: ('wagtail.blocks.StructBlock', [[('heading', 11), ('numbered', 12), ('elements', 16)]], {}), 18: ('knowledge.blocks.text.AccordionBlock', (), {}), 19: ('wagtail.blocks.CharBlock', (), {'max_length': 200}), 20: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where the first wording comes from.', 'max_length': 120}), 21: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where the second comes from.', 'max_length': 120}), 22: ('wagtail.blocks.CharBlock', (), {'help_text': 'What both wordings speak of.', 'max_length': 200}), 23: ('wagtail.blocks.TextBlock', (), {'required': False}), 24: ('wagtail.blocks.StructBlock', [[('name', 22), ('left', 23), ('right', 23)]], {}), 25: ('wagtail.blocks.ListBlock', (24,), {}), 26: ('wagtail.blocks.StructBlock', [[('heading', 19), ('left_title', 20), ('right_title', 21), ('rows', 25)]], {}), 27: ('wagtail.images.blocks.ImageBlock', [], {}), 28: ('wagtail.blocks.CharBlock', (), {'max_length': 300, 'required': False}), 29: ('wagtail.blocks.StructBlock', [[('image', 27), ('caption', 28)]], {}), 30: ('knowledge.blocks.links.ChosenPageBlock', (), {'help_text': 'Choose a video page. Is it new? <a href="/admin/new-video/" target="_blank">Add a video here (opens in a new tab)</a>, save it, and choose it then.', 'page_type': ['knowledge.VideoPage']}), 31: ('wagtail.blocks.StructBlock', [[('video', 30)]], {}), 32: ('wagtail.documents.blocks.DocumentChooserBlock', (), {}), 33: ('wagtail.blocks.CharBlock', (), {'help_text': "What the link says; the file's title by default.", 'max_length': 200, 'required': False}), 34: ('wagtail.blocks.StructBlock', [[('document', 32), ('text', 33)]], {}), 35: ('knowledge.blocks.links.ChosenPageBlock', (), {'page_type': ['knowledge.ResourcePage']}), 36: ('wagtail.blocks.StructBlock', [[('resource', 35)]], {}), 37: ('knowledge.blocks.links.ChosenPageBlock', (), {}), 38: ('wagtail.blocks.CharBlock', (), {'help_text': "What the link says; the page's title by default.", 'max_length': 200, 'required': False}), 39: ('wagtail.blocks.StructBlock', [[('page', 37), ('text', 38)]], {}), 40: ('knowledge.blocks.links.WaysInBlock', (), {})})),
                ('content_owner', models.ForeignKey(blank=True, help_text='Who keeps this page right and is asked when its review is due.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('content_deputy', models.ForeignKey(blank=True, help_text='Who is asked when a check is late and the owner does not answer.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='deputy')),
                ('review_months', models.PositiveSmallIntegerField(default=knowledge.models.base.usual_review_months, help_text='A new number moves the next check, unless you give its day as well.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='months between checks')),
            ],
            options={
                'verbose_name': 'section',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('name', models.CharField(help_text='What it is called now, in full: Maternity and Neonatal Voices Partnership.', max_length=150, unique=True)),
                ('acronym', models.CharField(blank=True, help_text='Its short form, such as MNVP. Texts of pages explain it where it first stands.', max_length=30)),
                ('other_names', models.TextField(blank=True, help_text='Other names that people use for it, short or long. One on each line.')),
                ('former_names', models.TextField(blank=True, help_text='Names that it had in the past, short or long. One on each line.')),
                ('definition', models.TextField(blank=True, help_text='What it means, in one or two plain sentences. The glossary shows terms that have one.', max_length=600)),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
            ],
            options={
                'ordering': ['name'],
            },
            bases=(wagtail.models.preview.PreviewableMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='ToolIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.CharField(blank=True, help_text='One or two plain sentences. Search results and lists show them.', max_length=400)),
                ('last_reviewed', models.DateField(default=django.utils.timezone.localdate, help_text='When somebody last checked that all of it is right.')),
                ('next_review', models.DateField(default=knowledge.models.base.default_review_date, help_text='When it is to be checked again.')),
                ('body', wagtail.fields.StreamField([('heading', 2), ('text', 3), ('callout', 6), ('quotation', 10), ('element_list', 17), ('accordion', 18), ('comparison', 26), ('image', 29), ('video', 31), ('document', 34), ('resource_card', 36), ('page_link', 39), ('ways_in', 40)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'Write what the part below answers.', 'max_length': 200}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'Heading'), ('3', 'Smaller heading')], 'help_text': 'Use the smaller one only below a heading.'}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1)]], {}), 3: ('knowledge.blocks.text.TextBlock', (), {}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'Say what it is about, in a few words.', 'max_length': 120}), 5: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul']}), 6: ('wagtail.blocks.StructBlock', [[('heading', 4), ('body', 5)]], {}), 7: ('wagtail.blocks.TextBlock', (), {'help_text': 'Their exact words, without quotation marks.'}), 8: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who said it.', 'max_length': 200, 'required': False}), 9: ('wagtail.blocks.URLBlock', (), {'help_text': 'Where it can be read.', 'required': False}), 10: ('wagtail.blocks.StructBlock', [[('quotation', 7), ('attribution', 8), ('source', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'max_length': 200, 'required': False}), 12: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'Tick when the order matters or people call them by number.', 'required': False}), 13: ('wagtail.blocks.CharBlock', (), {'help_text': "The element's name.", 'max_length': 250}), 14: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul'], 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('title', 13), ('text', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {}), 17: ('wagtail.blocks.StructBlock', [[('heading', 11), ('numbered', 12), ('elements', 16)]], {}), 18: ('knowledge.blocks.text.AccordionBlock', (), {}), 19: ('wagtail.blocks.CharBlock', (), {'max_length': 200}), 20: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where the first wording comes from.', 'max_length': 120}), 21: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where the second comes from.', 'max_length': 120}), 22: ('wagtail.blocks.CharBlock', (), {'help_text': 'What both wordings speak of.', 'max_length': 200}), 23: ('wagtail.blocks.TextBlock', (), {'required': False}), 24: ('wagtail.blocks.StructBlock', [[('name', 22), ('left', 23), ('right', 23)]], {}), 25: ('wagtail.blocks.ListBlock', (24,), {}), 26: ('wagtail.blocks.StructBlock', [[('heading', 19), ('left_title', 20), ('right_title', 21), ('rows', 25)]], {}), 27: ('wagtail.images.blocks.ImageBlock', [], {}), 28: ('wagtail.blocks.CharBlock', (), {'max_length': 300, 'required': False}), 29: ('wagtail.blocks.StructBlock', [[('image', 27), ('caption', 28)]], {}), 30: ('knowledge.blocks.links.ChosenPageBlock', (), {'help_text': 'Choose a video page. Is it new? <a href="/admin/new-video/" target="_blank">Add a video here (opens in a new tab)</a>, save it, and choose it then.', 'page_type': ['knowledge.VideoPage']}), 31: ('wagtail.blocks.StructBlock', [[('video', 30)]], {}), 32: ('wagtail.documents.blocks.DocumentChooserBlock', (), {}), 33: ('wagtail.blocks.CharBlock', (), {'help_text': "What the link says; the file's title by default.", 'max_length': 200, 'required': False}), 34: ('wagtail.blocks.StructBlock', [[('document', 32), ('text', 33)]], {}), 35: ('knowledge.blocks.links.ChosenPageBlock', (), {'page_type': ['knowledge.ResourcePage']}), 36: ('wagtail.blocks.StructBlock', [[('resource', 35)]], {}), 37: ('knowledge.blocks.links.ChosenPageBlock', (), {}), 38: ('wagtail.blocks.CharBlock', (), {'help_text': "What the link says; the page's title by default.", 'max_length': 200, 'required': False}), 39: ('wagtail.blocks.StructBlock', [[('page', 37), ('text', 38)]], {}), 40: ('knowledge.blocks.links.WaysInBlock', (), {})})),
                ('content_owner', models.ForeignKey(blank=True, help_text='Who keeps this page right and is asked when its review is due.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('content_deputy', models.ForeignKey(blank=True, help_text='Who is asked when a check is late and the owner does not answer.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='deputy')),
                ('review_months', models.PositiveSmallIntegerField(default=knowledge.models.base.usual_review_months, help_text='A new number moves the next check, unless you give its day as well.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='months between checks')),
            ],
            options={
                'verbose_name': 'list of co-creation tools',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='VideoIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.CharField(blank=True, help_text='One or two plain sentences. Search results and lists show them.', max_length=400)),
                ('last_reviewed', models.DateField(default=django.utils.timezone.localdate, help_text='When somebody last checked that all of it is right.')),
                ('next_review', models.DateField(default=knowledge.models.base.default_review_date, help_text='When it is to be checked again.')),
                ('body', wagtail.fields.StreamField([('heading', 2), ('text', 3), ('callout', 6), ('quotation', 10), ('element_list', 17), ('accordion', 18), ('comparison', 26), ('image', 29), ('video', 31), ('document', 34), ('resource_card', 36), ('page_link', 39), ('ways_in', 40)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'Write what the part below answers.', 'max_length': 200}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'Heading'), ('3', 'Smaller heading')], 'help_text': 'Use the smaller one only below a heading.'}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1)]], {}), 3: ('knowledge.blocks.text.TextBlock', (), {}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'Say what it is about, in a few words.', 'max_length': 120}), 5: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul']}), 6: ('wagtail.blocks.StructBlock', [[('heading', 4), ('body', 5)]], {}), 7: ('wagtail.blocks.TextBlock', (), {'help_text': 'Their exact words, without quotation marks.'}), 8: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who said it.', 'max_length': 200, 'required': False}), 9: ('wagtail.blocks.URLBlock', (), {'help_text': 'Where it can be read.', 'required': False}), 10: ('wagtail.blocks.StructBlock', [[('quotation', 7), ('attribution', 8), ('source', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'max_length': 200, 'required': False}), 12: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'Tick when the order matters or people call them by number.', 'required': False}), 13: ('wagtail.blocks.CharBlock', (), {'help_text': "The element's name.", 'max_length': 250}), 14: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul'], 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('title', 13), ('text', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {}), 17: ('wagtail.blocks.StructBlock', [[('heading', 11), ('numbered', 12), ('elements', 16)]], {}), 18: ('knowledge.blocks.text.AccordionBlock', (), {}), 19: ('wagtail.blocks.CharBlock', (), {'max_length': 200}), 20: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where the first wording comes from.', 'max_length': 120}), 21: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where the second comes from.', 'max_length': 120}), 22: ('wagtail.blocks.CharBlock', (), {'help_text': 'What both wordings speak of.', 'max_length': 200}), 23: ('wagtail.blocks.TextBlock', (), {'required': False}), 24: ('wagtail.blocks.StructBlock', [[('name', 22), ('left', 23), ('right', 23)]], {}), 25: ('wagtail.blocks.ListBlock', (24,), {}), 26: ('wagtail.blocks.StructBlock', [[('heading', 19), ('left_title', 20), ('right_title', 21), ('rows', 25)]], {}), 27: ('wagtail.images.blocks.ImageBlock', [], {}), 28: ('wagtail.blocks.CharBlock', (), {'max_length': 300, 'required': False}), 29: ('wagtail.blocks.StructBlock', [[('image', 27), ('caption', 28)]], {}), 30: ('knowledge.blocks.links.ChosenPageBlock', (), {'help_text': 'Choose a video page. Is it new? <a href="/admin/new-video/" target="_blank">Add a video here (opens in a new tab)</a>, save it, and choose it then.', 'page_type': ['knowledge.VideoPage']}), 31: ('wagtail.blocks.StructBlock', [[('video', 30)]], {}), 32: ('wagtail.documents.blocks.DocumentChooserBlock', (), {}), 33: ('wagtail.blocks.CharBlock', (), {'help_text': "What the link says; the file's title by default.", 'max_length': 200, 'required': False}), 34: ('wagtail.blocks.StructBlock', [[('document', 32), ('text', 33)]], {}), 35: ('knowledge.blocks.links.ChosenPageBlock', (), {'page_type': ['knowledge.ResourcePage']}), 36: ('wagtail.blocks.StructBlock', [[('resource', 35)]], {}), 37: ('knowledge.blocks.links.ChosenPageBlock', (), {}), 38: ('wagtail.blocks.CharBlock', (), {'help_text': "What the link says; the page's title by default.", 'max_length': 200, 'required': False}), 39: ('wagtail.blocks.StructBlock', [[('page', 37), ('text', 38)]], {}), 40: ('knowledge.blocks.links.WaysInBlock', (), {})})),
                ('content_owner', models.ForeignKey(blank=True, help_text='Who keeps this page right and is asked when its review is due.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('content_deputy', models.ForeignKey(blank=True, help_text='Who is asked when a check is late and the owner does not answer.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='deputy')),
                ('review_months', models.PositiveSmallIntegerField(default=knowledge.models.base.usual_review_months, help_text='A new number moves the next check, unless you give its day as well.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='months between checks')),
            ],
            options={
                'verbose_name': 'list of videos',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='VideoSeriesPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.CharField(blank=True, help_text='One or two plain sentences. Search results and lists show them.', max_length=400)),
                ('last_reviewed', models.DateField(default=django.utils.timezone.localdate, help_text='When somebody last checked that all of it is right.')),
                ('next_review', models.DateField(default=knowledge.models.base.default_review_date, help_text='When it is to be checked again.')),
                ('body', wagtail.fields.StreamField([('heading', 2), ('text', 3), ('callout', 6), ('quotation', 10), ('element_list', 17), ('accordion', 18), ('comparison', 26), ('image', 29), ('video', 31), ('document', 34), ('resource_card', 36), ('page_link', 39), ('ways_in', 40)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'Write what the part below answers.', 'max_length': 200}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'Heading'), ('3', 'Smaller heading')], 'help_text': 'Use the smaller one only below a heading.'}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1)]], {}), 3: ('knowledge.blocks.text.TextBlock', (), {}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'Say what it is about, in a few words.', 'max_length': 120}), 5: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul']}), 6: ('wagtail.blocks.StructBlock', [[('heading', 4), ('body', 5)]], {}), 7: ('wagtail.blocks.TextBlock', (), {'help_text': 'Their exact words, without quotation marks.'}), 8: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who said it.', 'max_length': 200, 'required': False}), 9: ('wagtail.blocks.URLBlock', (), {'help_text': 'Where it can be read.', 'required': False}), 10: ('wagtail.blocks.StructBlock', [[('quotation', 7), ('attribution', 8), ('source', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'max_length': 200, 'required': False}), 12: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'Tick when the order matters or people call them by number.', 'required': False}), 13: ('wagtail.blocks.CharBlock', (), {'help_text': "The element's name.", 'max_length': 250}), 14: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul'], 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('title', 13), ('text', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {}), 17: ('wagtail.blocks.StructBlock', [[('heading', 11), ('numbered', 12), ('elements', 16)]], {}), 18: ('knowledge.blocks.text.AccordionBlock', (), {}), 19: ('wagtail.blocks.CharBlock', (), {'max_length': 200}), 20: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where the first wording comes from.', 'max_length': 120}), 21: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where the second comes from.', 'max_length': 120}), 22: ('wagtail.blocks.CharBlock', (), {'help_text': 'What both wordings speak of.', 'max_length': 200}), 23: ('wagtail.blocks.TextBlock', (), {'required': False}), 24: ('wagtail.blocks.StructBlock', [[('name', 22), ('left', 23), ('right', 23)]], {}), 25: ('wagtail.blocks.ListBlock', (24,), {}), 26: ('wagtail.blocks.StructBlock', [[('heading', 19), ('left_title', 20), ('right_title', 21), ('rows', 25)]], {}), 27: ('wagtail.images.blocks.ImageBlock', [], {}), 28: ('wagtail.blocks.CharBlock', (), {'max_length': 300, 'required': False}), 29: ('wagtail.blocks.StructBlock', [[('image', 27), ('caption', 28)]], {}), 30: ('knowledge.blocks.links.ChosenPageBlock', (), {'help_text': 'Choose a video page. Is it new? <a href="/admin/new-video/" target="_blank">Add a video here (opens in a new tab)</a>, save it, and choose it then.', 'page_type': ['knowledge.VideoPage']}), 31: ('wagtail.blocks.StructBlock', [[('video', 30)]], {}), 32: ('wagtail.documents.blocks.DocumentChooserBlock', (), {}), 33: ('wagtail.blocks.CharBlock', (), {'help_text': "What the link says; the file's title by default.", 'max_length': 200, 'required': False}), 34: ('wagtail.blocks.StructBlock', [[('document', 32), ('text', 33)]], {}), 35: ('knowledge.blocks.links.ChosenPageBlock', (), {'page_type': ['knowledge.ResourcePage']}), 36: ('wagtail.blocks.StructBlock', [[('resource', 35)]], {}), 37: ('knowledge.blocks.links.ChosenPageBlock', (), {}), 38: ('wagtail.blocks.CharBlock', (), {'help_text': "What the link says; the page's title by default.", 'max_length': 200, 'required': False}), 39: ('wagtail.blocks.StructBlock', [[('page', 37), ('text', 38)]], {}), 40: ('knowledge.blocks.links.WaysInBlock', (), {})})),
                ('videos', wagtail.fields.StreamField([('video', 0)], blank=True, block_lookup={0: ('knowledge.blocks.links.ChosenPageBlock', (), {'page_type': ['knowledge.VideoPage']})}, help_text='In the order in which they are watched. A video may be in several series.')),
                ('content_owner', models.ForeignKey(blank=True, help_text='Who keeps this page right and is asked when its review is due.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('publisher', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='knowledge.organisation')),
                ('content_deputy', models.ForeignKey(blank=True, help_text='Who is asked when a check is late and the owner does not answer.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='deputy')),
                ('review_months', models.PositiveSmallIntegerField(default=knowledge.models.base.usual_review_months, help_text='A new number moves the next check, unless you give its day as well.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='months between checks')),
            ],
            options={
                'verbose_name': 'series of videos',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='VideoPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.CharField(blank=True, help_text='One or two plain sentences. Search results and lists show them.', max_length=400)),
                ('last_reviewed', models.DateField(default=django.utils.timezone.localdate, help_text='When somebody last checked that all of it is right.')),
                ('next_review', models.DateField(default=knowledge.models.base.default_review_date, help_text='When it is to be checked again.')),
                ('body', wagtail.fields.StreamField([('heading', 2), ('text', 3), ('callout', 6), ('quotation', 10), ('element_list', 17), ('accordion', 18), ('comparison', 26), ('image', 29), ('video', 31), ('document', 34), ('resource_card', 36), ('page_link', 39), ('ways_in', 40)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'Write what the part below answers.', 'max_length': 200}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'Heading'), ('3', 'Smaller heading')], 'help_text': 'Use the smaller one only below a heading.'}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1)]], {}), 3: ('knowledge.blocks.text.TextBlock', (), {}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'Say what it is about, in a few words.', 'max_length': 120}), 5: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul']}), 6: ('wagtail.blocks.StructBlock', [[('heading', 4), ('body', 5)]], {}), 7: ('wagtail.blocks.TextBlock', (), {'help_text': 'Their exact words, without quotation marks.'}), 8: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who said it.', 'max_length': 200, 'required': False}), 9: ('wagtail.blocks.URLBlock', (), {'help_text': 'Where it can be read.', 'required': False}), 10: ('wagtail.blocks.StructBlock', [[('quotation', 7), ('attribution', 8), ('source', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'max_length': 200, 'required': False}), 12: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'Tick when the order matters or people call them by number.', 'required': False}), 13: ('wagtail.blocks.CharBlock', (), {'help_text': "The element's name.", 'max_length': 250}), 14: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul'], 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('title', 13), ('text', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {}), 17: ('wagtail.blocks.StructBlock', [[('heading', 11), ('numbered', 12), ('elements', 16)]], {}), 18: ('knowledge.blocks.text.AccordionBlock', (), {}), 19: ('wagtail.blocks.CharBlock', (), {'max_length': 200}), 20: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where the first wording comes from.', 'max_length': 120}), 21: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where the second comes from.', 'max_length': 120}), 22: ('wagtail.blocks.CharBlock', (), {'help_text': 'What both wordings speak of.', 'max_length': 200}), 23: ('wagtail.blocks.TextBlock', (), {'required': False}), 24: ('wagtail.blocks.StructBlock', [[('name', 22), ('left', 23), ('right', 23)]], {}), 25: ('wagtail.blocks.ListBlock', (24,), {}), 26: ('wagtail.blocks.StructBlock', [[('heading', 19), ('left_title', 20), ('right_title', 21), ('rows', 25)]], {}), 27: ('wagtail.images.blocks.ImageBlock', [], {}), 28: ('wagtail.blocks.CharBlock', (), {'max_length': 300, 'required': False}), 29: ('wagtail.blocks.StructBlock', [[('image', 27), ('caption', 28)]], {}), 30: ('knowledge.blocks.links.ChosenPageBlock', (), {'help_text': 'Choose a video page. Is it new? <a href="/admin/new-video/" target="_blank">Add a video here (opens in a new tab)</a>, save it, and choose it then.', 'page_type': ['knowledge.VideoPage']}), 31: ('wagtail.blocks.StructBlock', [[('video', 30)]], {}), 32: ('wagtail.documents.blocks.DocumentChooserBlock', (), {}), 33: ('wagtail.blocks.CharBlock', (), {'help_text': "What the link says; the file's title by default.", 'max_length': 200, 'required': False}), 34: ('wagtail.blocks.StructBlock', [[('document', 32), ('text', 33)]], {}), 35: ('knowledge.blocks.links.ChosenPageBlock', (), {'page_type': ['knowledge.ResourcePage']}), 36: ('wagtail.blocks.StructBlock', [[('resource', 35)]], {}), 37: ('knowledge.blocks.links.ChosenPageBlock', (), {}), 38: ('wagtail.blocks.CharBlock', (), {'help_text': "What the link says; the page's title by default.", 'max_length': 200, 'required': False}), 39: ('wagtail.blocks.StructBlock', [[('page', 37), ('text', 38)]], {}), 40: ('knowledge.blocks.links.WaysInBlock', (), {})})),
                ('source_url', models.URLField(blank=True, help_text="The video's page at its provider. Visitors' browsers ask there only after a click.", max_length=500, verbose_name='address')),
                ('transcript', models.TextField(blank=True, help_text='What is said, as text, or as WebVTT with times: then visitors can jump to a minute. Leave it empty to show what the captions say.')),
                ('chapters', models.TextField(blank=True, help_text='One a line, time and title: 1:15 What the ladder is. Visitors jump to them.')),
                ('duration', models.DurationField(blank=True, help_text='Hours, minutes and seconds, such as 00:03:20.', null=True)),
                ('captions', models.ForeignKey(blank=True, help_text='Captions as a WebVTT file (.vtt).', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='knowledge.hubdocument')),
                ('content_owner', models.ForeignKey(blank=True, help_text='Who keeps this page right and is asked when its review is due.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('file', models.ForeignKey(blank=True, help_text='Our own copy, as .mp4 or .webm. It is played in place of the address.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='knowledge.hubdocument')),
                ('poster', models.ForeignKey(blank=True, help_text='The still picture shown before it plays.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='knowledge.hubimage')),
                ('publisher', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='knowledge.organisation')),
                ('content_deputy', models.ForeignKey(blank=True, help_text='Who is asked when a check is late and the owner does not answer.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='deputy')),
                ('review_months', models.PositiveSmallIntegerField(default=knowledge.models.base.usual_review_months, help_text='A new number moves the next check, unless you give its day as well.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='months between checks')),
            ],
            options={
                'verbose_name': 'video',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ToolPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.CharField(blank=True, help_text='One or two plain sentences. Search results and lists show them.', max_length=400)),
                ('last_reviewed', models.DateField(default=django.utils.timezone.localdate, help_text='When somebody last checked that all of it is right.')),
                ('next_review', models.DateField(default=knowledge.models.base.default_review_date, help_text='When it is to be checked again.')),
                ('body', wagtail.fields.StreamField([('heading', 2), ('text', 3), ('callout', 6), ('quotation', 10), ('element_list', 17), ('accordion', 18), ('comparison', 26), ('image', 29), ('video', 31), ('document', 34), ('resource_card', 36), ('page_link', 39), ('ways_in', 40)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'Write what the part below answers.', 'max_length': 200}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'Heading'), ('3', 'Smaller heading')], 'help_text': 'Use the smaller one only below a heading.'}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1)]], {}), 3: ('knowledge.blocks.text.TextBlock', (), {}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'Say what it is about, in a few words.', 'max_length': 120}), 5: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul']}), 6: ('wagtail.blocks.StructBlock', [[('heading', 4), ('body', 5)]], {}), 7: ('wagtail.blocks.TextBlock', (), {'help_text': 'Their exact words, without quotation marks.'}), 8: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who said it.', 'max_length': 200, 'required': False}), 9: ('wagtail.blocks.URLBlock', (), {'help_text': 'Where it can be read.', 'required': False}), 10: ('wagtail.blocks.StructBlock', [[('quotation', 7), ('attribution', 8), ('source', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'max_length': 200, 'required': False}), 12: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'Tick when the order matters or people call them by number.', 'required': False}), 13: ('wagtail.blocks.CharBlock', (), {'help_text': "The element's name.", 'max_length': 250}), 14: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul'], 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('title', 13), ('text', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {}), 17: ('wagtail.blocks.StructBlock', [[('heading', 11), ('numbered', 12), ('elements', 16)]], {}), 18: ('knowledge.blocks.text.AccordionBlock', (), {}), 19: ('wagtail.blocks.CharBlock', (), {'max_length': 200}), 20: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where the first wording comes from.', 'max_length': 120}), 21: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where the second comes from.', 'max_length': 120}), 22: ('wagtail.blocks.CharBlock', (), {'help_text': 'What both wordings speak of.', 'max_length': 200}), 23: ('wagtail.blocks.TextBlock', (), {'required': False}), 24: ('wagtail.blocks.StructBlock', [[('name', 22), ('left', 23), ('right', 23)]], {}), 25: ('wagtail.blocks.ListBlock', (24,), {}), 26: ('wagtail.blocks.StructBlock', [[('heading', 19), ('left_title', 20), ('right_title', 21), ('rows', 25)]], {}), 27: ('wagtail.images.blocks.ImageBlock', [], {}), 28: ('wagtail.blocks.CharBlock', (), {'max_length': 300, 'required': False}), 29: ('wagtail.blocks.StructBlock', [[('image', 27), ('caption', 28)]], {}), 30: ('knowledge.blocks.links.ChosenPageBlock', (), {'help_text': 'Choose a video page. Is it new? <a href="/admin/new-video/" target="_blank">Add a video here (opens in a new tab)</a>, save it, and choose it then.', 'page_type': ['knowledge.VideoPage']}), 31: ('wagtail.blocks.StructBlock', [[('video', 30)]], {}), 32: ('wagtail.documents.blocks.DocumentChooserBlock', (), {}), 33: ('wagtail.blocks.CharBlock', (), {'help_text': "What the link says; the file's title by default.", 'max_length': 200, 'required': False}), 34: ('wagtail.blocks.StructBlock', [[('document', 32), ('text', 33)]], {}), 35: ('knowledge.blocks.links.ChosenPageBlock', (), {'page_type': ['knowledge.ResourcePage']}), 36: ('wagtail.blocks.StructBlock', [[('resource', 35)]], {}), 37: ('knowledge.blocks.links.ChosenPageBlock', (), {}), 38: ('wagtail.blocks.CharBlock', (), {'help_text': "What the link says; the page's title by default.", 'max_length': 200, 'required': False}), 39: ('wagtail.blocks.StructBlock', [[('page', 37), ('text', 38)]], {}), 40: ('knowledge.blocks.links.WaysInBlock', (), {})})),
                ('content_owner', models.ForeignKey(blank=True, help_text='Who keeps this page right and is asked when its review is due.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('handout', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='knowledge.hubdocument')),
                ('handout_pdf', models.ForeignKey(blank=True, help_text='The same handout to print, as an accessible PDF.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='knowledge.hubdocument', verbose_name='handout as PDF')),
                ('publisher', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='knowledge.organisation')),
                ('worksheet', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='knowledge.hubdocument')),
                ('worksheet_pdf', models.ForeignKey(blank=True, help_text='The same worksheet to print, as an accessible PDF.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='knowledge.hubdocument', verbose_name='worksheet as PDF')),
                ('video', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='knowledge.videopage')),
                ('minutes', models.PositiveSmallIntegerField(blank=True, help_text='How long it takes, about.', null=True)),
                ('people_from', models.PositiveSmallIntegerField(blank=True, help_text='The smallest group that it works for.', null=True, verbose_name='people, at least')),
                ('people_to', models.PositiveSmallIntegerField(blank=True, help_text='Empty: the group may be of any size.', null=True, verbose_name='people, at most')),
                ('room', models.CharField(blank=True, help_text='What the room needs, such as two circles of chairs.', max_length=200)),
                ('steps', wagtail.fields.StreamField([('step', 3)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'What happens, in a few words.', 'max_length': 120}), 1: ('wagtail.blocks.IntegerBlock', (), {'help_text': 'How long it takes, about.', 'max_value': 480, 'min_value': 1, 'required': False}), 2: ('wagtail.blocks.TextBlock', (), {'help_text': 'What whoever leads it says and does.', 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('title', 0), ('minutes', 1), ('text', 2)]], {})}, help_text='How it goes. Whoever leads the activity sees the steps large, each with a timer.')),
                ('purpose', models.CharField(blank=True, choices=[('understand', 'Understand a problem'), ('hear', 'Hear everybody'), ('ideas', 'Find ideas'), ('show', 'Show others what you know')], help_text='What a group uses it for.', max_length=20)),
                ('on_screen', models.CharField(blank=True, choices=[('sticky-notes', 'A wall of sticky notes'), ('q-sort', 'A Q Sort'), ('story-cubes', 'Story Cubes')], help_text='What a group that is not in one room can do on screen, by a private link.', max_length=20)),
                ('content_deputy', models.ForeignKey(blank=True, help_text='Who is asked when a check is late and the owner does not answer.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='deputy')),
                ('review_months', models.PositiveSmallIntegerField(default=knowledge.models.base.usual_review_months, help_text='A new number moves the next check, unless you give its day as well.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='months between checks')),
            ],
            options={
                'verbose_name': 'co-creation tool',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='FormerAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path_hash', models.CharField(max_length=64, unique=True)),
                ('filter_spec', models.CharField(blank=True, help_text='Of the size; empty for the picture itself.', max_length=255)),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_addresses', to='knowledge.hubimage')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='HubRendition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('filter_spec', models.CharField(db_index=True, max_length=255)),
                ('file', wagtail.images.models.WagtailImageField(height_field='height', storage=wagtail.images.models.get_rendition_storage, upload_to=wagtail.images.models.get_rendition_upload_to, width_field='width')),
                ('width', models.IntegerField(editable=False)),
                ('height', models.IntegerField(editable=False)),
                ('focal_point_key', models.CharField(blank=True, default='', editable=False, max_length=16)),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='renditions', to='knowledge.hubimage')),
            ],
            options={
                'unique_together': {('image', 'filter_spec', 'focal_point_key')},
            },
            bases=(wagtail.images.models.ImageFileMixin, models.Model),
        ),
        migrations.CreateModel(
            name='PageAudience',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('audience', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='knowledge.audience')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='audience_links', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'unique_together': {('page', 'audience')},
            },
        ),
        migrations.CreateModel(
            name='PageRegion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='region_links', to=settings.WAGTAIL_PAGE_MODEL)),
                ('region', models.ForeignKey(limit_choices_to={'kind': 'region'}, on_delete=django.db.models.deletion.PROTECT, related_name='page_links', to='knowledge.organisation')),
            ],
            options={
                'unique_together': {('page', 'region')},
            },
        ),
        migrations.CreateModel(
            name='PageRequirement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='requirement_links', to=settings.WAGTAIL_PAGE_MODEL)),
                ('requirement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='knowledge.evidencerequirement')),
            ],
            options={
                'unique_together': {('page', 'requirement')},
            },
        ),
        migrations.CreateModel(
            name='PoolHandover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('page',), name='knowledge_one_open_handover')],
            },
        ),
        migrations.CreateModel(
            name='RegionRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('editor', 'Regional editor'), ('moderator', 'Moderator'), ('deputy', 'Deputy moderator')], max_length=20)),
                ('given_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('until', models.DateField(blank=True, help_text='Last day of the role; empty means until it is taken away.', null=True)),
                ('given_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('region', models.ForeignKey(blank=True, help_text='Empty means the national pool.', limit_choices_to={'kind': 'region'}, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='roles', to='knowledge.organisation')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='region_roles', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['region__name', 'role', 'user__email'],
                'constraints': [models.UniqueConstraint(fields=('user', 'region', 'role'), name='knowledge_one_role_a_region'), models.UniqueConstraint(condition=models.Q(('region__isnull', True)), fields=('user', 'role'), name='knowledge_one_role_in_pool')],
            },
        ),
        migrations.CreateModel(
            name='PageRung',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='rung_links', to=settings.WAGTAIL_PAGE_MODEL)),
                ('rung', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='knowledge.rung')),
            ],
            options={
                'unique_together': {('page', 'rung')},
            },
        ),
        migrations.CreateModel(
            name='PageTopic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='topic_links', to=settings.WAGTAIL_PAGE_MODEL)),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='knowledge.topic')),
            ],
            options={
                'unique_together': {('page', 'topic')},
            },
        ),
    ]
