import type { KeyAnswer } from '../../../keys/keyAnswer.ts'
import { KeyRow } from './KeyRow.tsx'
import '../../table/table.css'

type Args = { keys: KeyAnswer[]; zone: string; onRevoke: (key: KeyAnswer) => Promise<void> }

const Rows = ({ keys, zone, onRevoke }: Args) => (
  <div className="postyard-table__scroll">
    <table className="postyard-table">
      <thead>
        <tr>
          <th scope="col">Program</th>
          <th scope="col">May</th>
          <th scope="col">Last used</th>
          <th scope="col">Ends</th>
          <th scope="col">
            <span className="postyard-keys__unseen">What you can do</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <KeyRow key={key.id} of={key} zone={zone} onRevoke={onRevoke} />
        ))}
      </tbody>
    </table>
  </div>
)

/** The keys that work, and behind a fold those that have ended. */
export const KeyTable = ({ keys, ...args }: Args) => {
  const working = keys.filter(({ state }) => state === 'active')
  const ended = keys.filter(({ state }) => state !== 'active')
  return (
    <>
      {working.length === 0 ? (
        <p className="postyard-keys__aside">
          No program has a key. Each key that works will stand here, with what it may do and when it
          was last used.
        </p>
      ) : (
        <Rows keys={working} {...args} />
      )}
      {ended.length > 0 ? (
        <details className="postyard-keys__ended">
          <summary>
            {ended.length === 1 ? '1 key that has ended' : `${ended.length} keys that have ended`}
          </summary>
          <Rows keys={ended} {...args} />
        </details>
      ) : null}
    </>
  )
}
