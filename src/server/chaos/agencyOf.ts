/** A Postiz account of one client of the agency, with its channels. */
export type ChaosOrganisation = {
  name: string
  key: string
  channels: { id: string; name: string; identifier: string }[]
}

/** A post: its text carries a mark that no other has, and goes over the first `channels` of its organisation. */
export type ChaosPost = { mark: string; organisation: number; channels: number }

export type ChaosAgency = { organisations: ChaosOrganisation[]; posts: ChaosPost[] }

/** Platforms that want no settings. */
const platforms = ['mastodon', 'bluesky', 'threads', 'telegram', 'linkedin']

const sizeOf = (deliveries: number): { organisations: number; channels: number } => {
  if (deliveries >= 5_000) return { organisations: 10, channels: 20 }
  if (deliveries >= 1_000) return { organisations: 5, channels: 20 }
  return { organisations: 3, channels: 10 }
}

/** An agency whose posts make exactly so many deliveries, in turn over its clients. */
export function agencyOf(deliveries: number): ChaosAgency {
  const size = sizeOf(deliveries)
  const organisations = Array.from({ length: size.organisations }, (_, client) => ({
    name: `Client ${client + 1}`,
    key: `chaos-key-${client + 1}`,
    channels: Array.from({ length: size.channels }, (_unused, channel) => ({
      id: `client-${client + 1}-channel-${channel + 1}`,
      name: `Channel ${channel + 1} of client ${client + 1}`,
      identifier: platforms[channel % platforms.length]!,
    })),
  }))
  const posts = Array.from({ length: Math.ceil(deliveries / size.channels) }, (_, index) => ({
    mark: `M${String(index).padStart(6, '0')}`,
    organisation: index % size.organisations,
    channels: Math.min(size.channels, deliveries - index * size.channels),
  }))
  return { organisations, posts }
}

/** The mark in a text, undefined where it has none. */
export const markIn = (text: string): string | undefined => text.match(/\bM\d{6}\b/)?.[0]

/** What is to go live: each mark with each integration, as `mark@integration`. */
export const expectedOf = ({ organisations, posts }: ChaosAgency): string[] =>
  posts.flatMap(({ mark, organisation, channels }) =>
    organisations[organisation]!.channels.slice(0, channels).map(({ id }) => `${mark}@${id}`),
  )
