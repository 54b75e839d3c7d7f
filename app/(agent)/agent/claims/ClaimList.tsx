import { Count, Group } from '../tasks/Group.tsx'
import styles from '../tasks/tasks.module.css'
import { useWords } from '../words/useWords.ts'
import { ClaimCard } from './ClaimCard.tsx'
import { type Claim, pageOfClaim } from './claim.ts'
import own from './claims.module.css'
import { groupClaims } from './groupClaims.ts'

type Props = {
  claims: Claim[]
  /** Whether there are older ones than these. */
  hasMore: boolean
  onMore: () => void
  now: number
  openId: string | undefined
  onOpen: (page: string) => void
}

/** What an influencer has claimed: what wants them, what goes out by itself, and what is over. */
export const ClaimList = ({ claims, hasMore, onMore, now, openId, onOpen }: Props) => {
  const { claims: said } = useWords()
  const { todo, going, over } = groupClaims(claims, now)
  const cards = (of: Claim[], kind: { hasNext?: boolean; isOver?: boolean }) => (
    <ul className={styles.cards}>
      {of.map((claim, index) => (
        <li key={String(claim.id)}>
          <ClaimCard
            claim={claim}
            now={now}
            isNext={kind.hasNext && index === 0}
            isOver={kind.isOver}
            isOpen={openId === pageOfClaim(claim.id)}
            onOpen={onOpen}
          />
        </li>
      ))}
    </ul>
  )
  return (
    <>
      <section aria-labelledby="now">
        <h2 className={styles.groupHead} id="now" tabIndex={-1}>
          {said.todo}
          <Count of={todo.length} />
        </h2>
        {todo.length === 0 ? (
          <p className={styles.none}>{said.noneTodo}</p>
        ) : (
          cards(todo, { hasNext: true })
        )}
      </section>
      <Group title={said.going} count={going.length} none={said.noneGoing} isOpen>
        {cards(going, {})}
      </Group>
      <Group title={said.over} count={over.length} none={said.noneOver}>
        {cards(over, { isOver: true })}
      </Group>
      {hasMore && (
        <button type="button" className={own.second} onClick={onMore}>
          {said.more}
        </button>
      )}
    </>
  )
}
