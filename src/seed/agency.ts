import type { SandboxOrganisation } from '../sandbox/postiz/index.ts'
import { animals, boardOf } from './series/animals.ts'

/** The key of the demo agency's organisation in the sandbox; it opens nothing else. */
export const demoPostizKey = 'demo-key-of-harbour-agency'

/** One series has no board yet: what a person does about that is to be seen, too. */
const seriesWithoutBoard = 'octopuses'

/** The boards of the client whose series fly to Pinterest. */
const crayonBoards = [
  { id: 'board-homes-crayon-pinterest', name: 'Homes' },
  ...animals
    .filter(({ slug }) => slug !== seriesWithoutBoard)
    .map((animal) => ({ id: `board-${animal.slug}-crayon-pinterest`, name: boardOf(animal) })),
]

/** What stands in the sandbox's Postiz: one organisation with a customer group for each client. */
export const demoOrganisations: SandboxOrganisation[] = [
  {
    name: 'Harbour Agency',
    key: demoPostizKey,
    groups: [
      { id: 'marina', name: 'Marina Estates' },
      { id: 'crayon', name: 'Crayon & Friends' },
      { id: 'bluehour', name: 'Blue Hour Records' },
    ],
    integrations: [
      {
        id: 'marina-instagram',
        name: 'Marina Estates',
        identifier: 'instagram',
        group: 'marina',
        profile: 'marina.estates',
      },
      {
        id: 'marina-linkedin',
        name: 'Marina Estates',
        identifier: 'linkedin-page',
        group: 'marina',
        profile: 'marina-estates',
      },
      {
        id: 'marina-facebook',
        name: 'Old Town Flats',
        identifier: 'facebook',
        group: 'marina',
        profile: 'oldtownflats',
        refreshNeeded: true,
      },
      {
        id: 'crayon-pinterest',
        name: 'Crayon & Friends',
        identifier: 'pinterest',
        group: 'crayon',
        profile: 'crayonfriends',
        tools: { boards: crayonBoards },
      },
      {
        id: 'crayon-instagram',
        name: 'Crayon & Friends',
        identifier: 'instagram',
        group: 'crayon',
        profile: 'crayon.friends',
      },
      {
        id: 'bluehour-x',
        name: 'Blue Hour Records',
        identifier: 'x',
        group: 'bluehour',
        profile: 'bluehour',
      },
      {
        id: 'bluehour-bluesky',
        name: 'Blue Hour Records',
        identifier: 'bluesky',
        group: 'bluehour',
        profile: 'bluehour.example',
      },
      {
        id: 'bluehour-youtube',
        name: 'Blue Hour Records',
        identifier: 'youtube',
        group: 'bluehour',
        profile: 'bluehourrecords',
      },
      ...['tiktok', 'instagram', 'youtube'].map((identifier) => ({
        id: `nia-${identifier}`,
        name: 'Nia',
        identifier,
        group: 'bluehour',
        profile: 'nia.by.night',
      })),
    ],
  },
]

/** How many counted requests the demo's organisation may make in an hour, as in the compose file. */
export const demoLimitPerHour = 300

/** The platforms' own settings of imported channels, by integration. */
export const demoChannelSettings: Record<string, Record<string, unknown>> = {
  'marina-instagram': { post_type: 'post' },
  'crayon-instagram': { post_type: 'post' },
  'crayon-pinterest': { board: 'board-sharks-crayon-pinterest' },
  'bluehour-x': { who_can_reply_post: 'everyone' },
  'bluehour-youtube': { title: 'Night Ferry', type: 'public' },
  'nia-instagram': { post_type: 'post' },
  'nia-youtube': { title: 'Night Ferry', type: 'public' },
  'nia-tiktok': {
    privacy_level: 'PUBLIC_TO_EVERYONE',
    duet: true,
    stitch: true,
    comment: true,
    autoAddMusic: 'no',
    brand_content_toggle: true,
    brand_organic_toggle: false,
    content_posting_method: 'DIRECT_POST',
  },
}

export type DemoTenant = {
  slug: 'marina' | 'crayon' | 'bluehour'
  name: string
  timezone: string
  manualChannels: {
    name: string
    platform: string
    targetApp: { androidPackage: string; hint: string }
    /** Who is asked to post; nobody in particular where it is the account of an influencer. */
    agents: string[]
  }[]
}

export const demoTenants: DemoTenant[] = [
  {
    slug: 'marina',
    name: 'Marina Estates',
    timezone: 'Europe/Lisbon',
    manualChannels: [
      {
        name: 'WhatsApp Status',
        platform: 'whatsapp',
        targetApp: {
          androidPackage: 'com.whatsapp',
          hint: 'Updates, then the camera, then pick the picture.',
        },
        agents: ['agent@postyard.test'],
      },
    ],
  },
  { slug: 'crayon', name: 'Crayon & Friends', timezone: 'America/New_York', manualChannels: [] },
  {
    slug: 'bluehour',
    name: 'Blue Hour Records',
    timezone: 'Europe/Berlin',
    manualChannels: [
      {
        name: 'Nia on Snapchat',
        platform: 'snapchat',
        targetApp: {
          androidPackage: 'com.snapchat.android',
          hint: 'Memories, then pick the video, then My Story.',
        },
        agents: [],
      },
    ],
  },
]

export type DemoPerson = {
  email: string
  name: string
  role: string
  isAgencyAdmin?: boolean
  roles: Partial<
    Record<DemoTenant['slug'], ('manager' | 'editor' | 'field-agent' | 'influencer')[]>
  >
  /** The push token of the demo phone, where this person has one. */
  phone?: string
}

/** The demo's people share one password; it opens nothing but demo data. */
export const demoPassword = 'postyard-demo'

export const demoPeople: DemoPerson[] = [
  {
    email: 'admin@postyard.test',
    name: 'Ada of the agency',
    role: 'sees and may do everything',
    isAgencyAdmin: true,
    roles: {},
  },
  {
    email: 'manager@postyard.test',
    name: 'Marta',
    role: 'manages Marina Estates',
    roles: { marina: ['manager'] },
  },
  {
    email: 'editor@postyard.test',
    name: 'Emil',
    role: 'writes for Crayon & Friends and Blue Hour Records',
    roles: { crayon: ['editor'], bluehour: ['editor'] },
  },
  {
    email: 'agent@postyard.test',
    name: 'Filipa',
    role: 'posts by phone for Marina Estates',
    roles: { marina: ['field-agent'] },
    phone: 'demo-phone-of-filipa',
  },
  {
    email: 'nia@postyard.test',
    name: 'Nia',
    role: 'publishes clips of Blue Hour Records by phone',
    roles: { bluehour: ['influencer'] },
  },
]
