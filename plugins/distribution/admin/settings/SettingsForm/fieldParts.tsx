'use client'

import { FieldDescription, FieldError } from '@payloadcms/ui'
import type { FormField } from '../../../channels/settings/form.ts'
import { placeAt, readPlace } from '../place.ts'
import { describeField, tellInherited } from './describeField.ts'
import type { FormArgs } from './formArgs.ts'

export type FieldArgs = FormArgs & {
  field: FormField
  /** Of which entry of a list. */
  entry?: number
}

/** What the post or the platform gives where it is empty need not be filled by a person. */
const isFilled = (field: FormField): boolean =>
  field.fromPost !== undefined || field.default !== undefined

/** The parts that every kind of field has: its name in the page, its words, and what is wrong with it. */
export const partsOf = (args: FieldArgs) => {
  const { field, entry, form, flaws, inherited, isReadOnly } = args
  const place = placeAt(field.path, entry)
  const path = `settings-${form.channel}-${place.replaceAll(/[.[\]]+/g, '-')}`
  const flaw = flaws.find(({ at }) => at === place)
  return {
    place,
    common: {
      name: path,
      path,
      label: field.label,
      required: field.isRequired && !isFilled(field) && inherited === undefined,
      readOnly: isReadOnly,
      showError: flaw !== undefined,
      Error: flaw ? <FieldError path={path} showError message={flaw.message} /> : null,
      Description: <FieldDescription path={path} description={describeField(field)} />,
      placeholder: tellInherited(field, inherited && readPlace(inherited, place)),
    },
  }
}
