'use client'

import { useRouter } from 'next/navigation.js'
import { useId } from 'react'
import type { DeadLetter } from '../../../distribute/deadLetter.ts'
import { nameChannel } from '../../channels/nameChannel.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { type DeadChoice, deadHref } from '../deadChoice.ts'

type Args = { choice: DeadChoice; letters: DeadLetter[] }

type Option = { value: string; label: string }

/** "WEBHOOK_FAILED" as a person reads it. */
const wordsOf = (code: string): string => {
  const words = code.toLowerCase().replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const distinct = (options: Option[]): Option[] =>
  [...new Map(options.map((option) => [option.value, option])).values()].toSorted((a, b) =>
    a.label.localeCompare(b.label),
  )

/** Which client, channel and cause; the address of the page says so too. */
export const Filters = ({ choice, letters }: Args) => {
  const router = useRouter()
  const { tenants } = usePanel()
  const go = (change: DeadChoice) => router.push(deadHref({ ...choice, ...change }))
  const channels = distinct(
    letters.map(({ channel, channelName, platform }) => ({
      value: String(channel),
      label: nameChannel({ name: channelName, platform }),
    })),
  )
  const codes = distinct(
    letters.flatMap(({ reasonCode }) =>
      reasonCode ? [{ value: reasonCode, label: wordsOf(reasonCode) }] : [],
    ),
  )
  return (
    <div className="postyard-dead__filters">
      {tenants.length > 1 ? (
        <Select
          label="Client"
          all="All clients"
          value={choice.tenant}
          options={tenants.map(({ id, name }) => ({ value: String(id), label: name }))}
          onChoose={(tenant) => router.push(deadHref(tenant ? { tenant } : {}))}
        />
      ) : null}
      <Select
        label="Channel"
        all="All channels"
        value={choice.channel}
        options={channels}
        onChoose={(channel) => go({ channel })}
      />
      <Select
        label="Cause"
        all="All causes"
        value={choice.code}
        options={codes}
        onChoose={(code) => go({ code })}
      />
    </div>
  )
}

type SelectArgs = {
  label: string
  all: string
  value: string | undefined
  options: Option[]
  onChoose: (value: string | undefined) => void
}

const Select = ({ label, all, value, options, onChoose }: SelectArgs) => {
  const id = useId()
  return (
    <label htmlFor={id}>
      {label}
      <select
        id={id}
        value={value ?? ''}
        onChange={(event) => onChoose(event.target.value || undefined)}
      >
        <option value="">{all}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  )
}
