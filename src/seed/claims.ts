import type { DemoName } from './media/makeDemoMedia.ts'

/** Whose campaign it is. */
export const demoCampaign = {
  tenant: 'bluehour',
  name: 'Night Ferry on tour',
  reference: 'night-ferry',
  briefing:
    'Tell where you listen to “Night Ferry”: the last train, a pier, your kitchen.\nName the band, Tidal, and the date in your town. No other music in the film, please.',
} as const

/** Who publishes its clips: by which log-in, and on which accounts, as integrations of the sandbox and by name. */
export const demoInfluencer = {
  email: 'nia@postyard.test',
  name: 'Nia',
  reference: 'nia',
  accounts: ['nia-tiktok', 'nia-instagram', 'nia-youtube', 'Nia on Snapchat'],
} as const

type DemoClip = {
  title: string
  reference: string
  video: DemoName
  caption: string
  /** By which its claim is called, and how many hours ago it was claimed. */
  claim: { id: string; hoursAgo: number }
}

export const demoClips: readonly DemoClip[] = [
  {
    title: 'Harbour at dusk',
    reference: 'harbour-at-dusk',
    video: 'harbour',
    caption: 'The last ferry, and the first song of Tidal. #nightferry',
    claim: { id: 'claim-harbour-nia', hoursAgo: 20 },
  },
  {
    title: 'The sleeve',
    reference: 'the-sleeve',
    video: 'tidal',
    caption: 'Tidal, out now. #nightferry',
    claim: { id: 'claim-sleeve-nia', hoursAgo: 1 },
  },
]
