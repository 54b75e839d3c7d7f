'use client'

import { Button, useConfig } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { formatAdminURL } from 'payload/shared'
import { useId, useRef, useState } from 'react'
import type { StartAnswer } from '../../../distribute/network/startOutput.ts'
import type { Problem } from '../../calls/problem.ts'
import { useApi } from '../../calls/useApi.ts'
import { nameZone } from '../../time/nameZone.ts'
import { useZone } from '../../time/useZone.ts'
import { networkPlanPath } from '../networkPath.ts'
import { emptyFields, type StartFields, toStartWish } from '../startWish.ts'
import { Foreseen } from './Foreseen.tsx'
import { PostChoice } from './PostChoice.tsx'
import { usePosts } from './usePosts.ts'
import './index.css'

type Args = { tenant: string; onClose: () => void }

/** One post over many accounts: which, where, when; first foreseen, then started. */
export const StartForm = ({ tenant, onClose }: Args) => {
  const { ask, post } = useApi()
  const { config } = useConfig()
  const router = useRouter()
  const zone = useZone(tenant)
  const [words, setWords] = useState('')
  const { problem: unread, ...found } = usePosts(tenant, words)
  const [fields, setFields] = useState<StartFields>(emptyFields)
  const [foreseen, setForeseen] = useState<StartAnswer>()
  const [refused, setProblem] = useState<Problem>()
  const [isBusy, setBusy] = useState(false)
  // What was asked before a change is answered for other fields than those that stand there.
  const asked = useRef(0)

  const problem = refused ?? unread
  const change = (some: Partial<StartFields>) => {
    asked.current += 1
    setBusy(false)
    setFields((before) => ({ ...before, ...some }))
    setForeseen(undefined)
    setProblem(undefined)
  }
  const check = async (now: StartFields) => {
    asked.current += 1
    const own = asked.current
    setBusy(true)
    const wish = { ...toStartWish(now, zone), dryRun: true }
    const answered = await ask<StartAnswer>('/distribution/start', wish)
    if (own !== asked.current) return
    setBusy(false)
    setProblem('problem' in answered ? answered.problem : undefined)
    setForeseen('answer' in answered ? answered.answer : undefined)
  }
  const start = async (seed: string) => {
    setBusy(true)
    // With the seed of what was foreseen it comes out as it was shown.
    const answered = await post<StartAnswer>('/distribution/start', toStartWish(fields, zone, seed))
    setBusy(false)
    if ('problem' in answered) {
      setProblem(answered.problem)
      return
    }
    const { plan } = answered.answer
    if (plan === null) return
    router.push(formatAdminURL({ adminRoute: config.routes.admin, path: networkPlanPath(plan) }))
  }
  return (
    <section className="postyard-start" aria-label="One post over many accounts">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void check(fields)
        }}
      >
        <PostChoice
          {...found}
          chosen={fields.post}
          words={words}
          onWords={setWords}
          onChange={change}
        />
        <Fields fields={fields} zone={zone} onChange={change} />
        <div className="postyard-start__buttons">
          <Button
            disabled={isBusy || fields.post === ''}
            extraButtonProps={{ 'aria-busy': isBusy, 'data-action': 'foresee-network' }}
            margin={false}
            type="submit"
          >
            See how it would go
          </Button>
          <Button buttonStyle="secondary" margin={false} onClick={onClose} type="button">
            Leave it
          </Button>
        </div>
      </form>
      {problem ? (
        <p className="postyard-start__problem" role="alert">
          {problem.detail}
        </p>
      ) : null}
      {foreseen ? (
        <Foreseen
          foreseen={foreseen}
          zone={zone}
          isBusy={isBusy}
          onRemedy={(some) => {
            change(some)
            void check({ ...fields, ...some })
          }}
          onStart={() => void start(foreseen.seed)}
        />
      ) : null}
    </section>
  )
}

type FieldArgs = {
  fields: StartFields
  zone: string
  onChange: (some: Partial<StartFields>) => void
}

const Fields = ({ fields, zone, onChange }: FieldArgs) => {
  const id = useId()
  const line = (
    name: keyof StartFields,
    label: string,
    more: { type?: string; hint?: string; min?: number; step?: string } = {},
  ) => (
    <label htmlFor={`${id}-${name}`}>
      {label}
      <input
        id={`${id}-${name}`}
        name={name}
        type={more.type ?? 'text'}
        min={more.min}
        step={more.step}
        placeholder={more.hint}
        value={fields[name]}
        onChange={(event) => onChange({ [name]: event.target.value })}
      />
    </label>
  )
  return (
    <div className="postyard-start__fields">
      {line('count', 'How many accounts at most?', {
        type: 'number',
        min: 1,
        hint: 'all that are well',
      })}
      {line('labels', 'With one of these labels', { hint: 'any; else branch, north' })}
      {line('platforms', 'On these platforms', { hint: 'all; else instagram, facebook' })}
      {line('from', `From (${nameZone(zone)})`, {
        type: 'datetime-local',
      })}
      {line('hours', 'Within so many hours', { type: 'number', min: 0, step: 'any' })}
      {line('minMinutes', 'Least minutes between two', {
        type: 'number',
        min: 0,
        step: 'any',
        hint: '2',
      })}
      {line('maxMinutes', 'Most minutes between two', {
        type: 'number',
        min: 0,
        step: 'any',
        hint: '15',
      })}
      <label htmlFor={`${id}-text`} className="postyard-start__wide">
        What they say, where it is not as the post has it
        <textarea
          id={`${id}-text`}
          name="text"
          rows={3}
          placeholder="{Come and see|Have a look at} {{channel.name}} this Sunday"
          value={fields.text}
          onChange={(event) => onChange({ text: event.target.value })}
        />
      </label>
    </div>
  )
}
