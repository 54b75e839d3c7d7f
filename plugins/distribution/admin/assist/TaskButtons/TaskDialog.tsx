'use client'

import { ConfirmationModal } from '@payloadcms/ui'
import { useState } from 'react'
import type { WatchedTask } from '../../../assist/watchedTask.ts'
import { OutsideLink } from '../../cells/OutsideLink.tsx'
import { nameTask } from '../listNeeds.ts'
import type { Said, TaskAction } from '../taskActions.ts'
import { AnswerFields } from './AnswerFields.tsx'
import { PersonChoice } from './PersonChoice.tsx'
import { TextInput } from './TextInput.tsx'

type Args = {
  task: WatchedTask
  action: TaskAction
  modalSlug: string
  onYes: (said: Said) => Promise<void>
}

/** Says what will happen, asks for what is needed, and asks once. */
export const TaskDialog = ({ task, action, modalSlug, onYes }: Args) => {
  const [said, setSaid] = useState<Said>({})
  const add = (more: Said) => setSaid((before) => ({ ...before, ...more }))
  const fieldsOf = () => {
    switch (action.name) {
      case 'give':
        return <PersonChoice task={task} said={said} onSaid={add} />
      case 'answer':
        return <AnswerFields said={said} onSaid={add} />
      case 'posted':
        return <PostedField said={said} onSaid={add} />
      case 'refuse':
        return (
          <TextInput label="Why, if you like" value={said.note} onText={(note) => add({ note })} />
        )
      default:
        return null
    }
  }
  return (
    <ConfirmationModal
      className="postyard-ask"
      modalSlug={modalSlug}
      heading={action.heading ?? action.label}
      confirmLabel={action.confirm}
      cancelLabel={action.keep}
      body={
        <div className="postyard-ask__body">
          <p className="postyard-ask__name">{nameTask(task)}</p>
          <Consequence task={task} name={action.name} />
          {fieldsOf()}
        </div>
      }
      onConfirm={() => onYes(said)}
    />
  )
}

const PostedField = ({ said, onSaid }: { said: Said; onSaid: (more: Said) => void }) => (
  <TextInput
    label="Address of the post, if there is one"
    type="url"
    value={said.url}
    onText={(url) => onSaid({ url })}
  />
)

/** Whoever has it open may be posting it this minute. */
const warningOf = ({ lease }: WatchedTask): string =>
  lease ? ` ${lease.holder.name} has it open and may be posting it right now: ask them first.` : ''

const Consequence = ({ task, name }: { task: WatchedTask; name: TaskAction['name'] }) => {
  const has = task.assignee?.name
  switch (name) {
    case 'take':
      return (
        <p>
          It becomes yours at once, and {has ? `${has} is not` : 'nobody is'} asked any more. You
          post it and answer.{warningOf(task)}
        </p>
      )
    case 'give':
      return (
        <p>
          Whoever gets it is pushed, and the steps of escalation begin anew; its deadline stays.
          {warningOf(task)}
        </p>
      )
    case 'answer':
      return (
        <p>
          Your word counts in the place of {has ?? 'a field agent'}, and stands in the record.
          {warningOf(task)}
        </p>
      )
    case 'accept': {
      const by = task.claim?.by.name ?? task.answeredBy?.name ?? 'whoever said so'
      const url = task.claim?.url ?? task.proofUrl
      return (
        <p>
          It counts as published, by the word of {by} and yours.{' '}
          {url ? <OutsideLink href={url}>Look at the post</OutsideLink> : 'No link was given.'}
        </p>
      )
    }
    case 'refuse':
      return task.outcome === null ? (
        <p>{has ? `${has} is still asked to post it.` : 'Somebody is still looked for.'}</p>
      ) : (
        <p>It stays expired. It can be asked again, or be said to be posted, later on too.</p>
      )
    default:
      return <p>It counts as published, by your word.</p>
  }
}
