import { useWords } from '../words/useWords.ts'
import { type Claim, type ClaimPreview, type PlatformOfClaim, platformName } from './claim.ts'
import styles from './claims.module.css'

type Platform = PlatformOfClaim['platform']

type Props = {
  claim: Claim
  preview: ClaimPreview | undefined
  chosen: readonly Platform[]
  /** Why it is not known yet what each platform takes. */
  waits: string | undefined
  onChange: (chosen: Platform[]) => void
}

/** Why nothing can go to a platform, as the preview says it. */
const refusalsOf = (preview: ClaimPreview | undefined, platform: Platform): string[] =>
  (preview?.platforms.find((one) => one.platform === platform)?.refusals ?? []).map(
    ({ message }) => message,
  )

/** Where it goes: each account with what stands in its way. */
export const PlatformChoice = ({ claim, preview, chosen, waits, onChange }: Props) => {
  const said = useWords().claims.go
  return (
    <fieldset className={styles.platforms}>
      <legend>{said.where}</legend>
      <p className={styles.aside} role="status">
        {waits}
      </p>
      {claim.platforms.map(({ platform, channel, account }) => {
        const refusals = refusalsOf(preview, platform)
        const isChosen = chosen.includes(platform)
        return (
          <label key={platform} data-out={channel === null || undefined}>
            <input
              type="checkbox"
              checked={isChosen}
              // What is refused can be left out, not added.
              disabled={channel === null || !preview || (refusals.length > 0 && !isChosen)}
              onChange={() =>
                onChange(
                  claim.platforms
                    .map((one) => one.platform)
                    .filter((one) => (one === platform ? !isChosen : chosen.includes(one))),
                )
              }
            />
            <span>
              <strong>{platformName(platform)}</strong>
              <span className={styles.aside}>
                {channel === null ? said.noAccount : (account ?? '')}
              </span>
              {channel !== null && platform === 'snapchat' && (
                <span className={styles.aside}>{said.byHand}</span>
              )}
              {refusals.map((refusal) => (
                <span key={refusal} className={styles.refusal}>
                  {refusal}
                </span>
              ))}
            </span>
          </label>
        )
      })}
    </fieldset>
  )
}
