'use client'

import { useEffect, useState } from 'react'
import type { ForeseenChannel, ForeseenFile } from '../../distribute/foreseenOutput.ts'

/** How long until a post is looked at again, by how far the files are that are made for it, in milliseconds. */
const paceMs: Partial<Record<NonNullable<ForeseenFile['making']>['state'], number>> = {
  rendering: 4_000,
  pending: 6_000,
  none: 15_000,
}

const filesOf = ({ media, parts }: ForeseenChannel): ForeseenFile[] => [
  ...media.files,
  ...parts.flatMap(({ files }) => files),
]

/**
 * Another number each time when the post is to be looked at again, since a card, a video or another form of a file may be
 * made by then. It stands while there is nothing to come, and while nobody sees the page.
 */
export const useMakingBeat = (channels: ForeseenChannel[] | undefined): number => {
  const [beat, setBeat] = useState(0)
  useEffect(() => {
    const paces = (channels ?? [])
      .flatMap(filesOf)
      .flatMap(({ making }) => (making && paceMs[making.state]) ?? [])
    if (paces.length === 0) return
    const timer = setInterval(
      () => {
        if (document.visibilityState === 'visible') setBeat((before) => before + 1)
      },
      Math.min(...paces),
    )
    return () => clearInterval(timer)
  }, [channels])
  return beat
}
