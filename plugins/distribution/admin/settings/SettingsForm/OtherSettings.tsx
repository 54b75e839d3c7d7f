'use client'

import { useEffect, useState } from 'react'
import { toText } from '../../json/toText.ts'
import type { FormArgs, Settings } from './formArgs.ts'

const isRecord = (value: unknown): value is Settings =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const parse = (text: string): Settings | undefined => {
  if (text.trim() === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** What has no field of its own, as text, for those who know what they do. */
export const OtherSettings = ({ form, values, isReadOnly, onChange }: FormArgs) => {
  const named = form.fields.filter(({ kind }) => kind === 'json').map(({ path }) => path)
  const known = new Set(
    form.fields.flatMap(({ path, kind }) =>
      kind === 'json' ? [] : (path.split(/[.[]/)[0] ?? path),
    ),
  )
  const others = Object.fromEntries(Object.entries(values).filter(([name]) => !known.has(name)))
  const own = Object.fromEntries(Object.entries(values).filter(([name]) => known.has(name)))
  const shown = Object.keys(others).length === 0 ? '' : toText(others)
  const [text, setText] = useState(shown)
  const parsed = parse(text)
  // What is being typed stays as it is typed; what changes from outside is shown.
  useEffect(() => {
    setText((typed) => {
      const before = parse(typed)
      return before && JSON.stringify(before) === JSON.stringify(parse(shown)) ? typed : shown
    })
  }, [shown])
  const id = `settings-${form.channel}-others`
  return (
    <details className="postyard-settings__others">
      <summary>Other settings{Object.keys(others).length > 0 ? ' (some are set)' : ''}</summary>
      <label className="field-label" htmlFor={id}>
        As JSON
      </label>
      <textarea
        id={id}
        className="postyard-settings__text"
        rows={Math.min(16, Math.max(3, text.split('\n').length))}
        spellCheck={false}
        readOnly={isReadOnly}
        aria-invalid={parsed === undefined}
        aria-describedby={`${id}-says`}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          const next = parse(event.target.value)
          if (next) onChange({ ...own, ...next })
        }}
      />
      <p id={`${id}-says`} className="field-description">
        {parsed === undefined
          ? 'This is no JSON object yet, so it is not kept: {"name": "value"}.'
          : named.length > 0
            ? `Postiz also knows: ${named.join(', ')}.`
            : 'Settings that have no field here, by their names in Postiz.'}
      </p>
    </details>
  )
}
