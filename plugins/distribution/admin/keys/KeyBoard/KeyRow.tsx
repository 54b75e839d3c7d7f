import { Button, ConfirmationModal, useModal } from '@payloadcms/ui'
import { useId, useState } from 'react'
import type { KeyAnswer } from '../../../keys/keyAnswer.ts'
import { StateMark } from '../../states/StateMark/index.tsx'
import { Moment } from '../../time/Moment/index.tsx'
import { useNow } from '../../time/useNow.ts'
import { wordsOf } from '../scopeWords.ts'

type Args = { of: KeyAnswer; zone: string; onRevoke: (key: KeyAnswer) => Promise<void> }

/** From when on a person is told that a key ends, ms. */
const soonMs = 14 * 24 * 60 * 60_000

const End = ({ of, zone }: Pick<Args, 'of' | 'zone'>) => {
  const now = useNow()
  if (of.revokedAt) {
    return (
      <span className="postyard-keys__end">
        <StateMark state="revoked" />
        <Moment at={of.revokedAt} zone={zone} />
      </span>
    )
  }
  if (of.expiresAt === null) return <span>never</span>
  const isSoon = now && Date.parse(of.expiresAt) - now.getTime() < soonMs
  return (
    <span className="postyard-keys__end">
      {of.state === 'expired' ? <StateMark state="expired" /> : null}
      {of.state === 'active' && isSoon ? <StateMark state="late" word="Soon" /> : null}
      <Moment at={of.expiresAt} zone={zone} />
    </span>
  )
}

/** One key: whose it is, what it may do, when it was used and when it ends. */
export const KeyRow = ({ of, zone, onRevoke }: Args) => {
  const { openModal } = useModal()
  const modalSlug = `postyard-key-${useId()}`
  const [isAsking, setAsking] = useState(false)
  return (
    <tr data-key={of.id}>
      <th scope="row">
        {of.name}
        <span className="postyard-table__aside">
          <code>{of.prefix}…</code>
        </span>
        <span className="postyard-table__aside">
          by {of.madeBy}, <Moment at={of.madeAt} zone={zone} withDistance={false} />
        </span>
      </th>
      <td data-label="May">
        <ul className="postyard-keys__may">
          {of.scopes.map((scope) => (
            <li key={scope}>{wordsOf(scope)}</li>
          ))}
        </ul>
      </td>
      <td data-label="Last used">
        {of.lastUsedAt ? <Moment at={of.lastUsedAt} zone={zone} /> : 'not yet'}
      </td>
      <td data-label="Ends">
        <End of={of} zone={zone} />
      </td>
      <td className="postyard-keys__do">
        {of.state === 'active' ? (
          <Button
            buttonStyle="secondary"
            size="small"
            margin={false}
            type="button"
            aria-label={`Revoke the key of ${of.name}`}
            extraButtonProps={{ 'data-action': 'revoke-key' }}
            onClick={() => {
              setAsking(true)
              openModal(modalSlug)
            }}
          >
            Revoke
          </Button>
        ) : null}
        {isAsking ? (
          <ConfirmationModal
            className="postyard-ask"
            modalSlug={modalSlug}
            heading="Revoke this key?"
            confirmLabel="Revoke it"
            cancelLabel="Keep it"
            body={
              <div className="postyard-ask__body">
                <p className="postyard-ask__name">{of.name}</p>
                <p>
                  The program is refused from its next request on. That cannot be undone; it then
                  needs a new key. What it has planned stays.
                </p>
              </div>
            }
            onConfirm={() => onRevoke(of)}
          />
        ) : null}
      </td>
    </tr>
  )
}
