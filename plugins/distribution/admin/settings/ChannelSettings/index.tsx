'use client'

import {
  FieldDescription,
  FieldLabel,
  useDocumentInfo,
  useField,
  useFormFields,
} from '@payloadcms/ui'
import type { JSONFieldClientProps } from 'payload'
import { JsonField } from '../../json/JsonField/index.tsx'
import { findFlaws } from '../findFlaws.ts'
import type { Settings } from '../SettingsForm/formArgs.ts'
import { SettingsForm } from '../SettingsForm/index.tsx'
import { useSettingsForm } from '../useSettingsForm.ts'

const isRecord = (value: unknown): value is Settings =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** On a channel's page: the settings of its platform, as a form for a channel of Postiz. */
export const ChannelSettings = (props: JSONFieldClientProps) => {
  const { id } = useDocumentInfo()
  const kind = useFormFields(([fields]) => fields?.kind?.value)
  if (kind !== 'postiz' || id === undefined) return <JsonField {...props} />
  return <OfPostiz {...props} channel={id} />
}

const OfPostiz = (props: JSONFieldClientProps & { channel: string | number }) => {
  const { field, path, readOnly, channel } = props
  const { value, setValue, disabled } = useField<unknown>({ path })
  const { form, problem } = useSettingsForm(channel)
  const values = isRecord(value) ? value : {}
  return (
    <div className="field-type postyard-channel-settings" id={`field-${path}`}>
      <FieldLabel label={field.label} path={path} />
      {field.admin?.description ? (
        <FieldDescription description={field.admin.description} path={path} />
      ) : null}
      {problem ? (
        <p className="postyard-settings__problem" role="alert">
          {problem.detail}
        </p>
      ) : null}
      {form ? (
        <SettingsForm
          form={form}
          values={values}
          flaws={findFlaws(form.platform, values)}
          isReadOnly={Boolean(readOnly || disabled)}
          onChange={setValue}
        />
      ) : problem ? null : (
        <p role="status">Reading the settings of its platform …</p>
      )}
    </div>
  )
}
