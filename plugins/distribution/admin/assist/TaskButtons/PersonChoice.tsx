'use client'

import { useEffect, useId, useState } from 'react'
import type { PeopleAnswer } from '../../../assist/operations/listPeople.ts'
import type { WatchedTask } from '../../../assist/watchedTask.ts'
import { unlessStopped } from '../../calls/unlessStopped.ts'
import { useApi } from '../../calls/useApi.ts'
import { formatMoment } from '../../time/formatMoment.ts'
import type { Said } from '../taskActions.ts'
import { tellHours } from '../tellHours.ts'
import type { Person } from '../tellPhone.ts'
import { TextInput } from './TextInput.tsx'

type Args = { task: WatchedTask; said: Said; onSaid: (more: Said) => void }

/** "Rui · at work · 2 tasks · no push": what the choice rests on, in one line. */
const describe = (person: Person, now: Date): string => {
  const from =
    person.nextAtWork &&
    `from ${formatMoment({ at: new Date(person.nextAtWork), zone: person.timezone, now })}`
  return [
    person.name,
    person.isAtWork ? 'at work' : (from ?? 'not at work this week'),
    person.open === 1 ? '1 task' : `${person.open} tasks`,
    ...(person.isReachable ? [] : ['no push']),
  ].join(' · ')
}

/** Whom a task is given to: the people of its client, with their hours and load. */
export const PersonChoice = ({ task, said, onSaid }: Args) => {
  const { get } = useApi()
  const id = useId()
  const [people, setPeople] = useState<Person[]>()
  const [problem, setProblem] = useState('')
  const path = `/assist/people?${new URLSearchParams({ tenant: String(task.tenant.id) })}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each question
  useEffect(() => {
    const stopping = new AbortController()
    get<PeopleAnswer>(path, stopping.signal).then((answered) => {
      if ('answer' in answered) setPeople(answered.answer.people)
      else setProblem(answered.problem.detail)
    }, unlessStopped(stopping.signal))
    return () => stopping.abort()
  }, [path])
  const others = (people ?? []).filter((one) => String(one.id) !== String(task.assignee?.id))
  const chosen = others.find((one) => String(one.id) === said.to)
  return (
    <>
      <label className="postyard-ask__field" htmlFor={id}>
        Person
        <select
          id={id}
          value={said.to ?? ''}
          onChange={(event) => onSaid({ to: event.target.value || undefined })}
        >
          <option value="">
            {people ? 'Whoever is found: at work, with the fewest tasks' : 'Looking who there is …'}
          </option>
          {others.map((person) => (
            <option key={person.id} value={String(person.id)}>
              {describe(person, new Date())}
            </option>
          ))}
        </select>
      </label>
      {chosen ? (
        <p className="postyard-ask__hint">
          {chosen.name}: {tellHours(chosen.hours)}, {chosen.timezone}.
          {chosen.isReachable ? '' : ' No push reaches them: call them too.'}
        </p>
      ) : null}
      {problem ? <p role="alert">{problem}</p> : null}
      <TextInput label="Why, if you like" value={said.note} onText={(note) => onSaid({ note })} />
    </>
  )
}
