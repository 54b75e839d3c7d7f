import type { CollectionConfig } from 'payload'
import type { Settings } from '../../options.ts'
import { takeUpLetters } from '../letters/takeUpLetters.ts'
import { guardClip } from './guardClip.ts'
import { guardInfluencer } from './guardInfluencer.ts'
import { keepClaimed } from './keepClaimed.ts'

type Guard = (collection: CollectionConfig, settings: Settings) => CollectionConfig

const guard =
  (kind: 'campaigns' | 'clips' | 'influencers'): Guard =>
  (collection, settings) => {
    const { hooks } = collection
    const guards = { clips: [guardClip(settings)], influencers: [guardInfluencer(settings)] }
    const beforeChange = kind === 'campaigns' ? [] : guards[kind]
    const waiting = { campaigns: 'campaign', clips: 'clip', influencers: 'influencer' } as const
    return {
      ...collection,
      hooks: {
        ...hooks,
        beforeChange: [...(hooks?.beforeChange ?? []), ...beforeChange],
        afterChange: [...(hooks?.afterChange ?? []), takeUpLetters(waiting[kind])],
        beforeDelete: [...(hooks?.beforeDelete ?? []), keepClaimed(kind)],
      },
    }
  }

/** What claims are made of: checked as it is saved, kept while claims tell of it, and awaited by letters. */
export const guardCampaigns = guard('campaigns')
export const guardClips = guard('clips')
export const guardInfluencers = guard('influencers')
