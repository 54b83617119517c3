#include "build/letterhead.h"

#include <string.h>

#include "spec/document.h"

/* Room for a hand-written number. */
#define BLANK "Số        "

static void set_form(const struct document_form *from, gboolean draft, const struct office *office,
                     struct book_form *form)
{
    const struct {
        guint *to;
        const char *from;
    } numbers[] = {
        {&form->top, from->top},
        {&form->bottom, from->bottom},
        {&form->left, from->left},
        {&form->right, from->right},
        {&form->page_number, from->page_number},
        {&form->page_number_top, from->page_number_top},
        {&form->party_size, from->party_size},
        {&form->head_size, from->head_size},
        {&form->kind_size, from->kind_size},
        {&form->subject_size, from->subject_size},
        {&form->body_size, from->body_size},
        {&form->recipients_size, from->recipients_size},
    };
    for (guint i = 0; i < G_N_ELEMENTS(numbers); i++)
        *numbers[i].to = document_number(numbers[i].from);
    form->party = g_strdup(from->party);
    form->kind = g_strdup(from->kind);
    form->rule = g_strdup(from->rule);
    form->recipients = g_strdup(from->recipients);
    const char *number = office != NULL && office->draft != NULL ? office->draft : "1";
    if (draft)
        form->draft = g_strconcat(from->draft, " ", number, NULL);
}

/* "Số 01-BC/BTCTU"; a draft has no number yet. */
static char *number_line(const char *number, gboolean draft)
{
    if (number == NULL)
        return NULL;
    const char *kind = number + strspn(number, "0123456789");
    return draft || kind == number ? g_strconcat(BLANK, kind, NULL)
                                   : g_strconcat("Số ", number, NULL);
}

static void set_office(const struct report *report, const struct document_form *form, date given,
                       struct book_office *set)
{
    const struct office *office = report->office;
    date day = office_day(office, given);
    gboolean blank = !report->final || day == DATE_NONE;
    set->superior = office_spell(office, office->superior);
    set->issuer = office_spell(office, office->issuer);
    set->number = number_line(office->number, !report->final);
    set->place = g_strdup(office->place);
    set->signer_authority = office_spell(office, office->signer_authority);
    set->signer_role = office_spell(office, office->signer_role);
    set->signer_name = g_strdup(office->signer_name);
    if (form != NULL)
        set->date_line =
            document_day(form, day != DATE_NONE ? day : period_day(&report->period), blank);
    if (office->recipients.count == 0)
        return;
    set->recipients = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < office->recipients.count; i++)
        g_ptr_array_add(set->recipients, office_spell(office, office->recipients.item[i]));
}

void letterhead_set(const struct report *report, date given, struct book *book)
{
    date day = office_day(report->office, period_day(&report->period));
    const struct document_form *form = dictionary_document(report->dictionary, day);
    if (form != NULL)
        set_form(form, !report->final, report->office, &book->form);
    if (report->office != NULL)
        set_office(report, form, given, &book->office);
}

static void spell(const struct office *office, char **text)
{
    char *spelled = office_spell(office, *text);
    g_free(*text);
    *text = spelled;
}

void letterhead_spell(const struct report *report, struct book *book)
{
    spell(report->office, &book->title);
    spell(report->office, &book->subject);
    for (guint i = 0; i < book->paragraphs->len; i++)
        spell(report->office, (char **)&g_ptr_array_index(book->paragraphs, i));
    for (guint i = 0; i < book->facts->len; i++)
        spell(report->office, &g_array_index(book->facts, struct book_fact, i).value);
}
