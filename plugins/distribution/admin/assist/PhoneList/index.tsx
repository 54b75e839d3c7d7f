'use client'

import { Button, ConfirmationModal, useModal } from '@payloadcms/ui'
import { useId, useState } from 'react'
import { useApi } from '../../calls/useApi.ts'
import { StateMark } from '../../states/StateMark/index.tsx'
import { Moment } from '../../time/Moment/index.tsx'
import { livingPhones, namePlatformOf, type Person, type Phone, pushLooks } from '../tellPhone.ts'
import '../../deliveries/ActionButtons/index.css'
import './index.css'

type Args = { person: Person; onDone: (sentence: string) => void }

/** The phones of a person that are logged in: when they were last seen, whether a push works, or why not. */
export const PhoneList = ({ person, onDone }: Args) => {
  const living = livingPhones(person)
  const over = person.phones.length - living.length
  return (
    <div className="postyard-phones">
      {living.length === 0 ? <span>none</span> : null}
      <ul>
        {living.map((phone) => (
          <OnePhone key={phone.id} phone={phone} zone={person.timezone} onDone={onDone} />
        ))}
      </ul>
      {over > 0 ? <span className="postyard-table__aside">{over} logged out</span> : null}
    </div>
  )
}

type PhoneArgs = { phone: Phone; zone: string; onDone: Args['onDone'] }

const OnePhone = ({ phone, zone, onDone }: PhoneArgs) => {
  const api = useApi()
  const { openModal } = useModal()
  const modalSlug = `postyard-phone-${useId()}`
  const [busy, setBusy] = useState('')
  const [told, setTold] = useState('')
  const [isAsking, setAsking] = useState(false)
  const { state, word } = pushLooks[phone.push]
  const run = async (verb: 'test-push' | 'revoke', done: (message?: string) => string) => {
    setBusy(verb)
    setTold('')
    const answered = await api.post<{ message?: string }>(
      `/devices/${encodeURIComponent(String(phone.id))}/${verb}`,
      {},
    )
    setBusy('')
    const sentence = 'problem' in answered ? answered.problem.detail : done(answered.answer.message)
    setTold(sentence)
    onDone(sentence)
  }
  const whose = `${phone.name} of ${phone.owner.name}`
  return (
    <li data-phone={phone.id}>
      <span className="postyard-phones__name">{phone.name}</span>{' '}
      <span className="postyard-phones__kind">
        {namePlatformOf(phone)}
        {phone.appVersion ? ` ${phone.appVersion}` : ''}
      </span>
      <span className="postyard-phones__facts">
        <StateMark state={state} word={word} />
        <span className="postyard-table__aside">
          seen <Moment at={phone.lastSeenAt} zone={zone} />
        </span>
      </span>
      {phone.project ? (
        <span className="postyard-table__aside">by the Firebase project {phone.project}</span>
      ) : null}
      <span className="postyard-actions__buttons">
        <Button
          buttonStyle="secondary"
          size="xsmall"
          margin={false}
          type="button"
          disabled={busy !== ''}
          aria-label={`Test push: ${whose}`}
          extraButtonProps={{ 'aria-busy': busy === 'test-push', 'data-action': 'test-push' }}
          onClick={() => void run('test-push', (message) => message ?? 'It was sent.')}
        >
          Test push
        </Button>
        <Button
          buttonStyle="secondary"
          size="xsmall"
          margin={false}
          type="button"
          disabled={busy !== ''}
          aria-label={`Log out: ${whose}`}
          extraButtonProps={{ 'aria-busy': busy === 'revoke', 'data-action': 'revoke' }}
          onClick={() => {
            setAsking(true)
            openModal(modalSlug)
          }}
        >
          Log out
        </Button>
      </span>
      <span className="postyard-phones__told" role="status">
        {busy === 'test-push' ? 'Asking Google …' : told}
      </span>
      {isAsking ? (
        <ConfirmationModal
          className="postyard-ask"
          modalSlug={modalSlug}
          heading="Log this phone out?"
          confirmLabel="Log it out"
          cancelLabel="Keep it"
          body={
            <div className="postyard-ask__body">
              <p className="postyard-ask__name">{whose}</p>
              <p>
                Its log-in ends at once, and it is not pushed any more. Whoever has it must log in
                again with their password. Do so when a phone is lost.
              </p>
            </div>
          }
          onConfirm={() => run('revoke', () => `${whose} is logged out.`)}
        />
      ) : null}
    </li>
  )
}
