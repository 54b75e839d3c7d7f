'use client'

import { TextInput } from '@payloadcms/ui'
import { readPlace, writePlace } from '../place.ts'
import { Choice } from './Choice.tsx'
import { type FieldArgs, partsOf } from './fieldParts.tsx'
import { ListField } from './ListField.tsx'
import { ToolField } from './ToolField.tsx'

const yesOrNo = [
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
]

/** One setting as the field of its kind. An empty one is left to the channel, or to the platform. */
export const Field = (args: FieldArgs) => {
  const { field, values, onChange } = args
  if (field.tool && field.kind !== 'list') return <ToolField {...args} tool={field.tool} />
  if (field.kind === 'list') return <ListField {...args} />
  const { place, common } = partsOf(args)
  const value = readPlace(values, place)
  const put = (next: unknown) => onChange(writePlace(values, place, next))
  if (field.kind === 'flag' || field.kind === 'choice') {
    const isFlag = field.kind === 'flag'
    return (
      <Choice
        {...common}
        options={isFlag ? yesOrNo : (field.choices ?? [])}
        value={value === undefined || value === null ? '' : String(value)}
        onChange={(chosen) => {
          const picked = Array.isArray(chosen) ? chosen[0] : chosen
          const next = picked?.value as string | undefined
          put(next === undefined ? undefined : isFlag ? next === 'true' : next)
        }}
      />
    )
  }
  return (
    <TextInput
      {...common}
      value={typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)}
      onChange={(event: { target: { value: string } }) => put(event.target.value || undefined)}
    />
  )
}
