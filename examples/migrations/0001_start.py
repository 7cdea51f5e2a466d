import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import examples.models.coauthors
import examples.models.uploads
import knowledge.models.base
import knowledge.blocks.alt_text
import modelcluster.fields
import uuid
import wagtail.fields
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
            name='ExampleIndexPage',
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
                'verbose_name': 'list of practice examples',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='PracticeExamplePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.CharField(blank=True, help_text='One or two plain sentences. Search results and lists show them.', max_length=400)),
                ('last_reviewed', models.DateField(default=django.utils.timezone.localdate, help_text='When somebody last checked that all of it is right.')),
                ('next_review', models.DateField(default=knowledge.models.base.default_review_date, help_text='When it is to be checked again.')),
                ('practice_template', models.CharField(choices=[('projects', 'Projects and programmes'), ('business-as-usual', 'Business as usual')], default='projects', max_length=40, verbose_name='template')),
                ('project_title', models.TextField(blank=True, help_text='A short name that tells other people what the work was about.', verbose_name='Title of project/programme or service area')),
                ('topic_description', models.TextField(blank=True, help_text='Begin with one short line that says what the work is: it becomes the title. People with lived experience invited to key meetings. Regular conversations with midwives and managers. Looking together at complaints or at the maternity dashboard. Reviewing information for service users.', verbose_name='Description of co-production topic')),
                ('aims', models.TextField(blank=True, help_text='What you wanted to change or find out, and for whom.', verbose_name='Aims and objectives')),
                ('scope', models.TextField(blank=True, help_text='Which services and places it covered, and who it was meant to reach.', verbose_name='Scope and target audience')),
                ('date_commenced', models.TextField(blank=True, help_text='As you would say it, for example “January 2020” or “early 2021, paused in the summer”.', verbose_name='Date commenced')),
                ('date_completed', models.TextField(blank=True, help_text='If it has not ended yet, say so, for example “to be reviewed in June 2027”.', verbose_name='Date completed')),
                ('stakeholders', models.TextField(blank=True, help_text='Everybody who had a part in it. Write roles and groups, not names of private people. Who? Include equality, diversity and inclusion (EDI) best practice. How were they identified? How were they involved?', verbose_name='Stakeholders')),
                ('description', models.TextField(blank=True, help_text='What you did, step by step, and anything else that others should know.', verbose_name='Description/additional information')),
                ('how_it_works', models.TextField(blank=True, help_text='What happens from week to week, who does it, and what makes it work.', verbose_name='Description of how work is achieved and works')),
                ('training', models.TextField(blank=True, help_text='Anything that helped people to take part with confidence. Name and details of the training provider, if there was one.', verbose_name='Training or guidance provided to support the co-production process')),
                ('evaluation', models.TextField(blank=True, help_text='What is different now, how you know, and what people who use the service say.', verbose_name='Evaluation, main impact and outcomes')),
                ('learning_points', models.TextField(blank=True, help_text='What you would tell another group before they start. What went well? Challenges and resolutions.', verbose_name='Learning points')),
                ('future_plans', models.TextField(blank=True, help_text='What happens next, and who keeps it going. Where and to whom will you present what you learned? Review, for example after 12 months. Maintaining relationships. New areas of work.', verbose_name='Future plans')),
                ('commenced_month', models.DateField(blank=True, editable=False, null=True)),
                ('completed_month', models.DateField(blank=True, editable=False, null=True)),
                ('organisation_words', models.CharField(blank=True, help_text='Its name as the contributor wrote it. Clear this when you choose it from the list.', max_length=200, verbose_name='organisation, when it is not listed')),
                ('credit_line', models.CharField(blank=True, help_text='How the people who sent it want to be named. Empty names nobody.', max_length=200)),
                ('contact_line', models.CharField(blank=True, help_text='How readers may reach the people who sent it. Only what they chose to show.', max_length=200, verbose_name='contact')),
                ('is_sensitive', models.BooleanField(default=False, help_text='Readers are told before they begin, and where to get support.', verbose_name='may be hard to read')),
                ('content_note', models.CharField(blank=True, help_text='What they should know before they begin. Empty: a usual sentence is shown.', max_length=200, verbose_name='note to readers')),
                ('content_owner', models.ForeignKey(blank=True, help_text='Who keeps this page right and is asked when its review is due.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('contributor', models.ForeignKey(blank=True, help_text='Who sent it. Never shown to the public.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='contributed_examples', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(blank=True, help_text='The body whose work it is. Empty when it is not listed yet.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='examples', to='knowledge.organisation')),
                ('content_deputy', models.ForeignKey(blank=True, help_text='Who is asked when a check is late and the owner does not answer.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='deputy')),
                ('review_months', models.PositiveSmallIntegerField(default=knowledge.models.base.usual_review_months, help_text='A new number moves the next check, unless you give its day as well.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='months between checks')),
            ],
            options={
                'verbose_name': 'practice example',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='GuestReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('name', models.CharField(help_text='Who is asked, such as “Consultant midwife”.', max_length=150)),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('question', models.TextField(blank=True, help_text='What you would like to know from them. They read it on the page.')),
                ('invited_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('expires_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('opened_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(help_text='The revision they advised on.', null=True)),
                ('comments', models.JSONField(default=dict, help_text='Field key → what they wrote about it.')),
                ('advice', models.CharField(blank=True, choices=[('good', 'It is fine as it is'), ('changes', 'It needs the changes I describe'), ('not_suitable', 'It should not be published'), ('cannot_say', 'I cannot say')], max_length=20)),
                ('words', models.TextField(blank=True)),
                ('advised_at', models.DateTimeField(blank=True, null=True)),
                ('invited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='guest_reviews', to='examples.practiceexamplepage')),
            ],
            options={
                'ordering': ['-invited_at'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ExamplePicture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('alternative_text', models.CharField(help_text='What the picture shows, for people who cannot see it.', max_length=400, validators=[knowledge.blocks.alt_text.describes], verbose_name='description')),
                ('caption', models.CharField(blank=True, help_text='Shown below the picture.', max_length=300)),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='knowledge.hubimage')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to='examples.practiceexamplepage')),
            ],
            options={
                'verbose_name': 'picture',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ExampleDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('title', models.CharField(help_text='The words of its link.', max_length=300)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='knowledge.hubdocument')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='examples.practiceexamplepage')),
            ],
            options={
                'verbose_name': 'document',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PracticeTemplatePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.CharField(blank=True, help_text='One or two plain sentences. Search results and lists show them.', max_length=400)),
                ('last_reviewed', models.DateField(default=django.utils.timezone.localdate, help_text='When somebody last checked that all of it is right.')),
                ('next_review', models.DateField(default=knowledge.models.base.default_review_date, help_text='When it is to be checked again.')),
                ('body', wagtail.fields.StreamField([('heading', 2), ('text', 3), ('callout', 6), ('quotation', 10), ('element_list', 17), ('accordion', 18), ('comparison', 26), ('image', 29), ('video', 31), ('document', 34), ('resource_card', 36), ('page_link', 39), ('ways_in', 40)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'Write what the part below answers.', 'max_length': 200}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'Heading'), ('3', 'Smaller heading')], 'help_text': 'Use the smaller one only below a heading.'}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1)]], {}), 3: ('knowledge.blocks.text.TextBlock', (), {}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'Say what it is about, in a few words.', 'max_length': 120}), 5: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul']}), 6: ('wagtail.blocks.StructBlock', [[('heading', 4), ('body', 5)]], {}), 7: ('wagtail.blocks.TextBlock', (), {'help_text': 'Their exact words, without quotation marks.'}), 8: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who said it.', 'max_length': 200, 'required': False}), 9: ('wagtail.blocks.URLBlock', (), {'help_text': 'Where it can be read.', 'required': False}), 10: ('wagtail.blocks.StructBlock', [[('quotation', 7), ('attribution', 8), ('source', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'max_length': 200, 'required': False}), 12: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'Tick when the order matters or people call them by number.', 'required': False}), 13: ('wagtail.blocks.CharBlock', (), {'help_text': "The element's name.", 'max_length': 250}), 14: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul'], 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('title', 13), ('text', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {}), 17: ('wagtail.blocks.StructBlock', [[('heading', 11), ('numbered', 12), ('elements', 16)]], {}), 18: ('knowledge.blocks.text.AccordionBlock', (), {}), 19: ('wagtail.blocks.CharBlock', (), {'max_length': 200}), 20: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where the first wording comes from.', 'max_length': 120}), 21: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where the second comes from.', 'max_length': 120}), 22: ('wagtail.blocks.CharBlock', (), {'help_text': 'What both wordings speak of.', 'max_length': 200}), 23: ('wagtail.blocks.TextBlock', (), {'required': False}), 24: ('wagtail.blocks.StructBlock', [[('name', 22), ('left', 23), ('right', 23)]], {}), 25: ('wagtail.blocks.ListBlock', (24,), {}), 26: ('wagtail.blocks.StructBlock', [[('heading', 19), ('left_title', 20), ('right_title', 21), ('rows', 25)]], {}), 27: ('wagtail.images.blocks.ImageBlock', [], {}), 28: ('wagtail.blocks.CharBlock', (), {'max_length': 300, 'required': False}), 29: ('wagtail.blocks.StructBlock', [[('image', 27), ('caption', 28)]], {}), 30: ('knowledge.blocks.links.ChosenPageBlock', (), {'help_text': 'Choose a video page. Is it new? <a href="/admin/new-video/" target="_blank">Add a video here (opens in a new tab)</a>, save it, and choose it then.', 'page_type': ['knowledge.VideoPage']}), 31: ('wagtail.blocks.StructBlock', [[('video', 30)]], {}), 32: ('wagtail.documents.blocks.DocumentChooserBlock', (), {}), 33: ('wagtail.blocks.CharBlock', (), {'help_text': "What the link says; the file's title by default.", 'max_length': 200, 'required': False}), 34: ('wagtail.blocks.StructBlock', [[('document', 32), ('text', 33)]], {}), 35: ('knowledge.blocks.links.ChosenPageBlock', (), {'page_type': ['knowledge.ResourcePage']}), 36: ('wagtail.blocks.StructBlock', [[('resource', 35)]], {}), 37: ('knowledge.blocks.links.ChosenPageBlock', (), {}), 38: ('wagtail.blocks.CharBlock', (), {'help_text': "What the link says; the page's title by default.", 'max_length': 200, 'required': False}), 39: ('wagtail.blocks.StructBlock', [[('page', 37), ('text', 38)]], {}), 40: ('knowledge.blocks.links.WaysInBlock', (), {})})),
                ('practice_template', models.CharField(choices=[('projects', 'Projects and programmes'), ('business-as-usual', 'Business as usual')], default='projects', max_length=40, verbose_name='template')),
                ('content_owner', models.ForeignKey(blank=True, help_text='Who keeps this page right and is asked when its review is due.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('content_deputy', models.ForeignKey(blank=True, help_text='Who is asked when a check is late and the owner does not answer.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='deputy')),
                ('review_months', models.PositiveSmallIntegerField(default=knowledge.models.base.usual_review_months, help_text='A new number moves the next check, unless you give its day as well.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='months between checks')),
            ],
            options={
                'verbose_name': 'practice template',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('practice_template', models.CharField(choices=[('projects', 'Projects and programmes'), ('business-as-usual', 'Business as usual')], default='projects', max_length=40, verbose_name='template')),
                ('answers', models.JSONField(default=dict, help_text='Field key → text, as typed.')),
                ('is_for_pool', models.BooleanField(default=False, help_text='No region of the list fits, they said; the national pool looks at it.')),
                ('organisation_words', models.CharField(blank=True, help_text="The body's name when it is not in the list.", max_length=200)),
                ('audiences', models.JSONField(default=list, help_text='Ids of audiences.')),
                ('topics', models.JSONField(default=list, help_text='Ids of topics.')),
                ('requirements', models.JSONField(default=list, help_text='Ids of evidence requirements.')),
                ('rungs', models.JSONField(default=list, help_text='Ids of rungs of the ladder.')),
                ('credit_line', models.CharField(blank=True, max_length=200)),
                ('contact', models.CharField(blank=True, help_text='How to reach them; public only if they chose so.', max_length=200)),
                ('contact_is_public', models.BooleanField(default=False)),
                ('consent', models.JSONField(default=dict, help_text='Question → answer, as in `examples.consent`. Never public.')),
                ('reasons', models.JSONField(default=dict, help_text='Identity of a finding → why it is right. Never public.')),
                ('file_words', models.JSONField(default=dict, help_text='Id of a picture or file → its description and caption.')),
                ('version', models.PositiveIntegerField(default=1, help_text='Raised by every save; a save on an older version is refused.')),
                ('changed_in', models.JSONField(default=dict, help_text='Form field → the version in which it last changed.')),
                ('rests_on', models.CharField(blank=True, help_text="The page's version that the contributor has seen; see `version_of`.", max_length=100)),
                ('saved_from', models.UUIDField(blank=True, help_text='Token of the open form that saved last.', null=True)),
                ('saved_count', models.PositiveIntegerField(default=0, help_text='How many saves that form had sent, so that a late one changes nothing.')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('sent', 'Sent'), ('held', 'Received, in quarantine'), ('refused', 'Refused as spam'), ('correcting', 'Being corrected'), ('withdrawn', 'Withdrawn')], default='draft', max_length=20)),
                ('licence_ticked', models.BooleanField(default=False, help_text='As the form stands; agreed is what is sent.')),
                ('licence_agreed_at', models.DateTimeField(blank=True, null=True)),
                ('form_token', models.UUIDField(blank=True, help_text='Of the form last sent, so that a double click sends once.', null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('saved_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('organisation', models.ForeignKey(blank=True, help_text='Empty when theirs is not listed or they did not say.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='knowledge.organisation')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='submissions', to=settings.AUTH_USER_MODEL)),
                ('page', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='submission', to='examples.practiceexamplepage')),
                ('region', models.ForeignKey(blank=True, help_text='Whose moderators look at it.', limit_choices_to={'kind': 'region'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='knowledge.organisation')),
            ],
            options={
                'ordering': ['-saved_at'],
            },
        ),
        migrations.CreateModel(
            name='FollowUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('reminded_at', models.DateTimeField(blank=True, null=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('declined_at', models.DateTimeField(blank=True, null=True)),
                ('submission', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='follow_up', to='examples.submission')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='UnplacedText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(max_length=200)),
                ('where', models.CharField(max_length=200)),
                ('label', models.TextField(blank=True)),
                ('text', models.TextField(blank=True)),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('dealt_with_at', models.DateTimeField(blank=True, null=True)),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='unplaced_texts', to='examples.submission')),
            ],
            options={
                'ordering': ['added_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='WordReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(max_length=200)),
                ('practice_template', models.CharField(blank=True, max_length=40)),
                ('answers', models.JSONField(default=dict, help_text='Field key → text.')),
                ('unplaced', models.JSONField(default=list, help_text='[where, label, text] of what fits nowhere.')),
                ('reworded', models.JSONField(default=dict, help_text='Field key → the label in the file.')),
                ('pictures', models.PositiveIntegerField(default=0)),
                ('read_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('done_at', models.DateTimeField(blank=True, help_text='When it was put into the form, or put aside.', null=True)),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='word_readings', to='examples.submission')),
            ],
            options={
                'ordering': ['-read_at'],
            },
        ),
        migrations.CreateModel(
            name='HeldExample',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reasons', models.JSONField(default=list, help_text='Why, as keys of `examples.suspicion`.')),
                ('held_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('outcome', models.CharField(blank=True, choices=[('released', 'Released to the moderators'), ('refused', 'Refused as spam'), ('withdrawn', 'Taken back by its author')], default='', max_length=20)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='holds', to='examples.submission')),
            ],
            options={
                'ordering': ['held_at', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('outcome', '')), fields=('submission',), name='examples_held_once')],
            },
        ),
        migrations.CreateModel(
            name='CoAuthor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(help_text='Where the invitation went; only that address can accept.', max_length=254)),
                ('key', models.CharField(default=examples.models.coauthors.new_key, max_length=64, unique=True)),
                ('invited_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, help_text='When they left or were taken off.', null=True)),
                ('invited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(blank=True, help_text='Empty until they accept.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='coauthorships', to=settings.AUTH_USER_MODEL)),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='coauthors', to='examples.submission')),
            ],
            options={
                'ordering': ['invited_at', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('submission', 'email'), name='examples_one_invitation_an_address')],
            },
        ),
        migrations.CreateModel(
            name='SubmissionFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('picture', 'Picture'), ('document', 'File')], max_length=20)),
                ('file', models.FileField(blank=True, upload_to=examples.models.uploads.private_path)),
                ('smaller', models.FileField(blank=True, help_text='Of a large picture, in the size of a page; shown in the form and the preview.', upload_to=examples.models.uploads.private_path)),
                ('name', models.CharField(help_text='As the contributor called it.', max_length=200)),
                ('size', models.PositiveBigIntegerField(default=0, help_text='In bytes.')),
                ('width', models.PositiveIntegerField(default=0)),
                ('height', models.PositiveIntegerField(default=0)),
                ('position', models.PositiveIntegerField(default=0)),
                ('token', models.UUIDField(default=uuid.uuid4, help_text='Of the upload, so that one sent twice is there once.')),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='knowledge.hubdocument')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='knowledge.hubimage')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='examples.submission')),
            ],
            options={
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('submission', 'token'), name='examples_one_file_an_upload')],
            },
        ),
    ]
