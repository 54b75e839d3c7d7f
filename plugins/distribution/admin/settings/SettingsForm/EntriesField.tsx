'use client'

import { Button } from '@payloadcms/ui'
import type { FormField } from '../../../channels/settings/form.ts'
import { readPlace, writePlace } from '../place.ts'
import { Field } from './Field.tsx'
import type { FormArgs } from './formArgs.ts'

type Args = FormArgs & {
  field: FormField
  /** The fields of each entry. */
  fields: FormField[]
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** A list whose entries have fields of their own, such as the subreddits of a post. */
export const EntriesField = (args: Args) => {
  const { field, fields, values, inherited, flaws, form, isReadOnly, onChange } = args
  const own = readPlace(values, field.path)
  const entries = listOf(own)
  const ofChannel = listOf(inherited && readPlace(inherited, field.path))
  const put = (next: unknown[]) =>
    onChange(writePlace(values, field.path, next.length === 0 ? undefined : next))
  const flaw = flaws.find(({ at }) => at === field.path)
  const headingId = `settings-${form.channel}-${field.path}`
  return (
    <section className="postyard-settings__entries" aria-labelledby={headingId}>
      <h4 id={headingId} className="field-label">
        {field.label}
        {field.isRequired && inherited === undefined ? <span className="required">*</span> : null}
      </h4>
      {flaw && entries.length === 0 ? (
        <p className="postyard-settings__problem" role="alert">
          {flaw.message}
        </p>
      ) : null}
      {entries.length === 0 && ofChannel.length > 0 ? (
        <p className="field-description">
          As the channel says: {ofChannel.length} {ofChannel.length === 1 ? 'entry' : 'entries'}.
        </p>
      ) : null}
      {entries.map((_, entry) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no name but their place
        <fieldset key={entry} className="postyard-settings__entry">
          <legend>
            {field.label} {entry + 1}
          </legend>
          {fields.map((one) => (
            <Field key={one.path} {...args} inherited={undefined} field={one} entry={entry} />
          ))}
          <Button
            buttonStyle="secondary"
            size="small"
            type="button"
            margin={false}
            disabled={isReadOnly}
            onClick={() => put(entries.filter((__, index) => index !== entry))}
          >
            Remove
          </Button>
        </fieldset>
      ))}
      <Button
        buttonStyle="secondary"
        size="small"
        type="button"
        margin={false}
        disabled={isReadOnly}
        onClick={() =>
          put(entries.length === 0 && ofChannel.length > 0 ? ofChannel : [...entries, {}])
        }
      >
        {entries.length === 0 && ofChannel.length > 0 ? 'Others for this post' : 'Add one'}
      </Button>
    </section>
  )
}
