import type { ForeseenChannel } from '../../../distribute/foreseenOutput.ts'
import { Moment } from '../../time/Moment/index.tsx'
import { platformLook } from '../platformLook.ts'
import { readPlaces } from '../readPlaces.ts'
import { Avatar } from './Avatar.tsx'
import { Files } from './Files.tsx'
import { Words } from './Words.tsx'
import './index.css'

type Args = {
  fit: ForeseenChannel
  /** What the platform is called. */
  platform: string
  zone: string
  /** Whether it goes out as soon as it is distributed. */
  isAtOnce: boolean
}

/** A post as its platform shows it to its readers, drawn from what is sent there. */
export const PlatformPost = ({ fit, platform, zone, isAtOnce }: Args) => {
  const look = platformLook(fit.platform)
  const { title, isStory } = readPlaces(fit.payload)
  const words = <Words text={fit.preview} bold={fit.bold} look={look} />
  const files = <Files files={fit.media.files} album={look.album} />
  return (
    <figure
      className={`postyard-as${isStory ? ' is-story' : ''}`}
      aria-label={`As ${platform} shows it`}
      data-platform={fit.platform}
    >
      <div className="postyard-as__head">
        <Avatar {...fit.account} />
        <span className="postyard-as__who">
          <strong>{fit.account.name}</strong>
          <span className="postyard-as__when">
            {isStory ? 'Story, ' : ''}
            {isAtOnce ? 'as soon as it is distributed' : <Moment at={fit.goes.at} zone={zone} />}
          </span>
        </span>
      </div>
      {title ? <p className="postyard-as__title">{title}</p> : null}
      {look.isMediaFirst ? files : words}
      {look.isMediaFirst ? words : files}
      <Following fit={fit} />
    </figure>
  )
}

const figure = (count: number): string => count.toLocaleString('en-GB')

const tellDelay = (minutes: number): string =>
  minutes === 0 ? 'right after' : `${minutes} min after`

/** Its first comment, or the rest of its thread. */
const Following = ({ fit }: Pick<Args, 'fit'>) => {
  const { parts, limit } = fit
  const look = { ...platformLook(fit.platform), fold: undefined }
  if (parts.length === 0) return null
  return (
    <ol className="postyard-as__following" aria-label="What follows it">
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name but their place
        <li key={index}>
          <Avatar {...fit.account} />
          <div className="postyard-as__part">
            <span className="postyard-as__when">
              Part {index + 1}, {tellDelay(part.delayMinutes)}
              {limit === undefined ? '' : `, ${figure(part.count)} of ${figure(limit)} characters`}
            </span>
            <Words text={part.preview} bold={part.bold} look={look} />
            <Files files={part.files} album={look.album} />
          </div>
        </li>
      ))}
    </ol>
  )
}
