'use client'

import { TextInput } from '@payloadcms/ui'
import { readPlace, writePlace } from '../place.ts'
import { useTool } from '../useTool.ts'
import { Choice } from './Choice.tsx'
import { type FieldArgs, partsOf } from './fieldParts.tsx'

type Entry = { value?: string; label: string }
type Option = { value?: unknown; label?: unknown }

const entriesOf = (value: unknown): Entry[] =>
  (Array.isArray(value) ? value : []).flatMap((one: Entry | null) =>
    typeof one?.label === 'string' ? one : [],
  )

/** Several words, as tags or as names: typed one after another, or chosen where the platform has a list of them. */
export const ListField = (args: FieldArgs) => {
  const { field, values, form, isReadOnly, onChange } = args
  const { place, common } = partsOf(args)
  const { answer } = useTool({
    channel: form.channel,
    tool: field.tool?.name ?? '',
    data: field.tool && !isReadOnly ? {} : undefined,
  })
  const entries = entriesOf(readPlace(values, place))
  const put = (chosen: Entry[]) =>
    onChange(writePlace(values, place, chosen.length === 0 ? undefined : chosen))
  const toEntries = (chosen: Option | Option[]): Entry[] =>
    (Array.isArray(chosen) ? chosen : [chosen]).flatMap((one) => {
      const label = String(one?.label ?? one?.value ?? '').trim()
      if (label === '') return []
      return field.entries === 'labels' ? { label } : { value: String(one.value ?? label), label }
    })
  const options = answer?.options ?? []
  if (options.length > 0) {
    const known = new Set(options.map(({ value }) => value))
    const own = entries.flatMap(({ value = '', label }) =>
      known.has(value) ? [] : { value, label },
    )
    return (
      <Choice
        {...common}
        hasMany
        options={[...options, ...own]}
        value={entries.map(({ value, label }) => value ?? label)}
        onChange={(chosen) => put(toEntries(chosen as Option[]))}
      />
    )
  }
  return (
    <TextInput
      {...common}
      hasMany
      placeholder={common.placeholder || 'Type one, then Enter'}
      valueToRender={
        entries.map(({ label }, index) => ({
          id: `${label}-${index}`,
          label,
          value: { value: label },
        })) as never
      }
      onChange={(chosen: unknown) =>
        put(
          (Array.isArray(chosen) ? chosen : []).flatMap((one: { value?: unknown }) => {
            const inner = one.value
            const label =
              typeof inner === 'object' && inner !== null && 'value' in inner ? inner.value : inner
            const before = entries.find((entry) => entry.label === label)
            return before ?? toEntries({ value: label, label })
          }),
        )
      }
    />
  )
}
