'use client'

import { Button, TextInput } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import type { FormField } from '../../../channels/settings/form.ts'
import { placeAt, readPlace, writePlace } from '../place.ts'
import { useTool } from '../useTool.ts'
import { Choice } from './Choice.tsx'
import { tellInherited } from './describeField.ts'
import { type FieldArgs, partsOf } from './fieldParts.tsx'

type Tool = NonNullable<FormField['tool']>

/** What the tool is told: nothing, a word that is looked for, or another setting; undefined while that is missing. */
const dataOf = (
  { needs }: Tool,
  { values, inherited, entry }: FieldArgs,
  word: string,
): Record<string, string> | undefined => {
  if (!needs) return {}
  if (needs.from === 'search') return word === '' ? undefined : { [needs.key]: word }
  const place = placeAt(needs.from.path, entry)
  const value = readPlace(values, place) ?? (inherited && readPlace(inherited, place))
  return typeof value === 'string' && value !== '' ? { [needs.key]: value } : undefined
}

/** A setting that is chosen from what the platform has: its boards, its rooms. It can be typed where that is out of reach. */
export const ToolField = (args: FieldArgs & { tool: Tool }) => {
  const { tool, field, values, entry, form, isReadOnly, onChange } = args
  const [isTyped, setTyped] = useState(false)
  const [typedWord, setTypedWord] = useState('')
  const [word, setWord] = useState('')
  const { place, common } = partsOf(args)
  const told = dataOf(tool, args, word)
  const { answer, problem, isBusy, reload } = useTool({
    channel: form.channel,
    tool: tool.name,
    data: isReadOnly ? undefined : told,
  })
  const found = (tool.part ? answer?.parts[tool.part] : answer?.options) ?? []
  const options = found.map(({ value, label }) => ({
    value: tool.keeps === 'label' ? label : value,
    label,
  }))
  const value = readPlace(values, place)
  const text = typeof value === 'string' ? value : ''
  const ofChannel = args.inherited && readPlace(args.inherited, place)
  const placeholder =
    options.length > 0
      ? tellInherited({ ...field, choices: [...(field.choices ?? []), ...options] }, ofChannel)
      : common.placeholder

  const choose = (chosen: string | undefined) => {
    const option = options.find((one) => one.value === chosen)
    let next = writePlace(values, place, chosen || undefined)
    for (const [path, what] of Object.entries(tool.fills ?? {})) {
      next = writePlace(next, placeAt(path, entry), option?.[what])
    }
    onChange(next)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the platform demands is taken over when it says so
  useEffect(() => {
    let next = values
    for (const [path, name] of Object.entries(tool.says ?? {})) {
      const said = answer?.says[name]
      if (said !== undefined) next = writePlace(next, placeAt(path, entry), said)
    }
    if (JSON.stringify(next) !== JSON.stringify(values)) onChange(next)
  }, [answer])

  const isSearch = tool.needs?.from === 'search'
  const more = (
    <div className="postyard-settings__tool">
      {isSearch && !isTyped ? (
        <>
          <input
            type="search"
            className="postyard-settings__word"
            aria-label={`Look for: ${field.label}`}
            placeholder="A word to look for"
            value={typedWord}
            readOnly={isReadOnly}
            onChange={(event) => setTypedWord(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              setWord(typedWord.trim())
            }}
          />
          <Small onClick={() => setWord(typedWord.trim())} isOff={typedWord.trim() === ''}>
            Look
          </Small>
        </>
      ) : null}
      {told && !isTyped ? (
        <Small onClick={reload} isOff={isBusy}>
          {isBusy ? 'Reading …' : 'Read the list again'}
        </Small>
      ) : null}
      <Small onClick={() => setTyped((before) => !before)}>
        {isTyped ? 'Choose from the list' : 'Type it'}
      </Small>
      {problem ? (
        <span className="postyard-settings__problem" role="alert">
          {problem.detail}
        </span>
      ) : null}
      {answer && options.length === 0 && !problem ? <span>Nothing was found.</span> : null}
    </div>
  )
  if (isTyped) {
    return (
      <TextInput
        {...common}
        AfterInput={more}
        value={text}
        onChange={(event: { target: { value: string } }) => choose(event.target.value)}
      />
    )
  }
  const isKnown = text === '' || options.some((one) => one.value === text)
  return (
    <Choice
      {...common}
      placeholder={placeholder}
      AfterInput={more}
      options={isKnown ? options : [...options, { value: text, label: text }]}
      value={text}
      onChange={(chosen) => {
        const picked = Array.isArray(chosen) ? chosen[0] : chosen
        choose(picked?.value as string | undefined)
      }}
    />
  )
}

type SmallArgs = { children: string; isOff?: boolean; onClick: () => void }

const Small = ({ children, isOff = false, onClick }: SmallArgs) => (
  <Button
    buttonStyle="secondary"
    size="small"
    type="button"
    margin={false}
    disabled={isOff}
    onClick={onClick}
  >
    {children}
  </Button>
)
