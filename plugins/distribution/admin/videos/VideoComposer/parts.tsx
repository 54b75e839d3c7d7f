'use client'

import { type ReactNode, useId } from 'react'
import type { Flaw } from '../findVideoFlaws.ts'

/** A part of the composer under its name, with what is wrong with it. */
export const Part = ({
  title,
  flaws = [],
  children,
}: {
  title: string
  flaws?: Flaw[]
  children: ReactNode
}) => (
  <fieldset className="postyard-video__part">
    <legend>{title}</legend>
    {children}
    {flaws.map(({ message, isMissing }) => (
      <p
        key={message}
        className={isMissing ? 'postyard-video__hint' : 'postyard-video__flaw'}
        role={isMissing ? undefined : 'alert'}
      >
        {message}
      </p>
    ))}
  </fieldset>
)

type ChoiceArgs<Value extends string> = {
  label: string
  options: { value: Value; label: string; hint?: string }[]
  value: Value
  isReadOnly: boolean
  onChange: (value: Value) => void
}

/** One of a few, all of which are seen. */
export const Radios = <Value extends string>(args: ChoiceArgs<Value>) => {
  const name = useId()
  const hint = args.options.find(({ value }) => value === args.value)?.hint
  return (
    <div className="postyard-video__choice">
      <fieldset className="postyard-chips" disabled={args.isReadOnly}>
        <legend className="postyard-chips__legend">{args.label}</legend>
        {args.options.map(({ value, label }) => (
          <label key={value} className="postyard-chips__chip">
            <input
              type="radio"
              name={name}
              checked={value === args.value}
              onChange={() => args.onChange(value)}
            />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
      <p className="postyard-video__hint" aria-live="polite">
        {hint}
      </p>
    </div>
  )
}

/** One of several, of which the chosen one is seen. */
export const Choice = <Value extends string>(args: ChoiceArgs<Value>) => (
  <label className="postyard-video__field">
    <span>{args.label}</span>
    <select
      value={args.value}
      disabled={args.isReadOnly}
      onChange={(event) => args.onChange(event.target.value as Value)}
    >
      {args.options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  </label>
)

type SecondsArgs = {
  label: string
  value: number | undefined
  least: number
  most: number
  isReadOnly: boolean
  onChange: (value: number | undefined) => void
}

export const Seconds = ({ label, value, least, most, isReadOnly, onChange }: SecondsArgs) => (
  <label className="postyard-video__field postyard-video__field--short">
    <span>{label}</span>
    <input
      type="number"
      value={value ?? ''}
      min={least}
      max={most}
      step={0.1}
      disabled={isReadOnly}
      onChange={(event) =>
        onChange(event.target.value === '' ? undefined : event.target.valueAsNumber)
      }
    />
  </label>
)
