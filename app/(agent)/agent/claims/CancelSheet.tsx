import { Sheet } from '../shell/Sheet.tsx'
import { useWords } from '../words/useWords.ts'
import type { Claim } from './claim.ts'
import styles from './claims.module.css'
import { Problem } from './Problem.tsx'
import type { Command } from './useCommand.ts'

type Props = { claim: Claim; command: Command; onClose: () => void }

/** Gives a claim up: what that means, before the tap that does it. */
export const CancelSheet = ({ claim, command, onClose }: Props) => {
  const words = useWords()
  const said = words.claims.cancel
  return (
    <Sheet title={said.title} isOpen onClose={onClose}>
      <div className={styles.form}>
        <p>{said.meaning({ clip: claim.clip.name })}</p>
        <Problem of={command.problem} />
        <button
          type="button"
          className={styles.danger}
          disabled={command.isBusy}
          onClick={async () => {
            if (await command.send('cancel')) onClose()
          }}
        >
          {command.isBusy ? words.claims.busy : said.yes}
        </button>
        <button type="button" className={styles.second} onClick={onClose}>
          {said.no}
        </button>
      </div>
    </Sheet>
  )
}
