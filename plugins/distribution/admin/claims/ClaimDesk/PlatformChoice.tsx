import type { ClaimAnswer } from '../../../claims/claimAnswer.ts'
import { ownPlatforms } from '../../../claims/takingPlatforms.ts'
import { namePlatform } from '../../channels/nameChannel.ts'
import type { Preview } from './usePreview.ts'

type Platform = ClaimAnswer['platforms'][number]['platform']

type Args = {
  claim: ClaimAnswer
  preview: Preview | undefined
  chosen: readonly Platform[]
  onChange: (chosen: Platform[]) => void
}

/** Where a claim goes: each account, with what its platform refuses. What is refused can be left out, not added. */
export const PlatformChoice = ({ claim, preview, chosen, onChange }: Args) => (
  <fieldset className="postyard-claim__platforms">
    <legend>Where</legend>
    {ownPlatforms(claim).map(({ platform, account }) => {
      const refusals = preview?.platforms.find((one) => one.platform === platform)?.refusals ?? []
      const isChosen = chosen.includes(platform)
      return (
        <label key={platform} data-platform={platform}>
          <input
            type="checkbox"
            checked={isChosen}
            disabled={!preview || (refusals.length > 0 && !isChosen)}
            onChange={() =>
              onChange(isChosen ? chosen.filter((one) => one !== platform) : [...chosen, platform])
            }
          />
          <span>
            <strong>{namePlatform(platform)}</strong> {account}
            {platform === 'snapchat' ? (
              <span className="postyard-claim__aside">
                {claim.influencer.name} posts it by phone, and is asked to.
              </span>
            ) : null}
            {refusals.map(({ message }) => (
              <span key={message} className="postyard-claim__refusal">
                {message}
              </span>
            ))}
          </span>
        </label>
      )
    })}
  </fieldset>
)
