import type { DemoTenant } from './agency.ts'
import type { DemoName } from './media/makeDemoMedia.ts'

/** Where a demo post goes: an integration of the sandbox, or a manual channel by its name. */
export type DemoTarget = string

export type DemoPost = {
  tenant: DemoTenant['slug']
  title: string
  text: string
  link?: string
  media: DemoName[]
  targets: DemoTarget[]
  /** Seconds from the moment of seeding. */
  dueIn: number
  /** A picture or video that is made for it; media are named as in `media`. */
  card?: {
    template: 'listing'
    headline: string
    price: string
    facts: string[]
    location: string
    photo: DemoName
  }
  video?: { clip: DemoName; intro: { image: DemoName; seconds: number } }
  /** What must become of it, counted by `npm run demo`. */
  ends: 'published' | 'awaiting_human' | 'failed' | 'scheduled'
}

const minute = 60
const day = 24 * 60 * minute

export const demoPosts: DemoPost[] = [
  {
    tenant: 'marina',
    title: '3 Bedroom Apartment',
    text: 'Bright, south-facing, five minutes from the marina.\n\nViewings this week & next: write to us.',
    link: 'https://marina.example/3-bedroom',
    media: ['interior'],
    targets: ['marina-instagram', 'marina-linkedin'],
    dueIn: 0,
    card: {
      template: 'listing',
      headline: '3 Bedroom Apartment',
      price: '€ 485,000',
      facts: ['3 bedrooms', '2 bathrooms', '118 m²'],
      location: 'Marina, Lisbon',
      photo: 'facade',
    },
    ends: 'published',
  },
  {
    tenant: 'marina',
    title: '3 Bedroom Apartment',
    text: 'Bright, south-facing, five minutes from the marina. 🏠 Ask me for a viewing!',
    media: ['interior'],
    targets: ['WhatsApp Status'],
    dueIn: 0,
    ends: 'awaiting_human',
  },
  {
    tenant: 'marina',
    title: 'Flat of the week',
    text: 'Old walls, new kitchen: our flat of the week.',
    media: ['facade'],
    targets: ['marina-facebook'],
    dueIn: 0,
    ends: 'failed',
  },
  {
    tenant: 'crayon',
    title: 'Shark colouring page',
    text: 'A new friend from the reef. Print it, colour it, show us!\n\n#colouring #sharks',
    link: 'https://crayon.example/sharks',
    media: ['shark'],
    targets: ['crayon-pinterest'],
    dueIn: 0,
    ends: 'published',
  },
  {
    tenant: 'bluehour',
    title: 'Night Ferry is out',
    text: '“Night Ferry” is out now: piano, rain & a little bit of diesel.',
    link: 'https://bluehour.example/night-ferry',
    media: ['sleeve'],
    targets: ['bluehour-x', 'bluehour-bluesky'],
    dueIn: 0,
    ends: 'published',
  },
  {
    tenant: 'crayon',
    title: 'Fox colouring page',
    text: 'The fox waits for your autumn colours. 🦊',
    media: ['fox'],
    targets: ['crayon-instagram'],
    dueIn: minute,
    ends: 'published',
  },
  {
    tenant: 'bluehour',
    title: 'Night Ferry, the film',
    text: 'Four seconds of harbour for you.',
    media: [],
    targets: ['bluehour-youtube'],
    dueIn: minute,
    video: { clip: 'harbour', intro: { image: 'sleeve', seconds: 1.2 } },
    ends: 'published',
  },
  {
    tenant: 'marina',
    title: 'Open house on Sunday',
    text: 'Doors open at 11. Coffee is on us.',
    media: ['facade'],
    targets: ['marina-instagram', 'WhatsApp Status'],
    dueIn: day,
    ends: 'scheduled',
  },
]
