import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { readMedia } from '../../media/openMedia.ts'
import type { ClaimOverlays } from '../../model/claims.ts'
import { defineOperation } from '../../operation.ts'
import { answerClaim } from '../answerClaim.ts'
import { claimOutput, exampleClaim } from '../claimAnswer.ts'
import { claimIdInput } from '../claimIdInput.ts'
import { checkFiles } from '../dress/checkFiles.ts'
import {
  checkCovered,
  filesOfOverlay,
  type OverlayName,
  type ReadOverlay,
  readOverlay,
} from '../dress/readOverlay.ts'
import { redress } from '../dress/redress.ts'
import { itemAlias } from '../itemAlias.ts'
import { heldClaim } from '../ownedClaim.ts'
import { planErrors } from '../planErrors.ts'
import { readClip } from '../readClip.ts'

const overlayInput = z.record(z.string().max(64), z.unknown()).nullable().optional()

const names = ['intro', 'outro'] as const

/** What was given in the place of what is there; null takes that away. */
const withGiven = <Value>(before: Value | undefined, given: Value | null | undefined) =>
  given === undefined ? before : (given ?? undefined)

const exampleIntro = {
  ...{ kind: 'image', image: exampleIds.proof, seconds: 1.5, placement: 'own_frames' },
}

export const setOverlays = defineOperation({
  name: 'claims.overlays',
  summary:
    'Gives a claim an intro or outro of at most three seconds each, or takes them away. A scheduled claim is planned anew with them for the same time.',
  description:
    'An overlay is `{kind: "image", image}`, `{kind: "clip", clip}` or `{kind: "card", card}` with its `seconds`, longer than 0 and at most 3, and its `placement`: `own_frames` before or after the clip, or `superimposed` over it, which TikTok forbids. Files are named by the ids of the media library; an influencer uses those of `claims.upload`. What is left out stays as it is; null takes it away. `claims.preview` shows what comes of it.',
  route: { method: 'post', path: '/claims/{id}/overlays' },
  aliases: [itemAlias('overlays')],
  input: z.strictObject({
    id: claimIdInput,
    intro: overlayInput,
    outro: overlayInput,
    fit: z.enum(['pad', 'crop']).nullable().optional().meta({
      description:
        'Of a clip that is not 9:16: shown whole with black bars, which it is by default, or filling the frame. Given alone, it has the clip brought into the frame without an intro or outro, too.',
    }),
  }),
  output: claimOutput,
  permission: 'claims.act',
  errors: ['OVERLAY_REFUSED', ...planErrors],
  isForPhones: true,
  examples: {
    usual: {
      input: { id: exampleIds.claim, intro: exampleIntro, outro: null },
      output: { ...exampleClaim, overlays: { intro: exampleIntro } },
    },
  },
  run: async ({ id, ...input }, context) => {
    const { payload, settings, db, req } = context
    const owned = await heldClaim(context, id, 'overlays')
    const { claim } = owned
    const { video_id: video } = await readClip(db, claim)
    const given = names.flatMap((name): { name: OverlayName; overlay: ReadOverlay }[] => {
      const one = input[name]
      return one ? [{ name, overlay: readOverlay(name, one) }] : []
    })
    const before = claim.overlays ?? {}
    const known = names.flatMap((name) => {
      const one = before[name] as ReadOverlay | undefined
      return one ? filesOfOverlay(name, one).map((file) => file.id) : []
    })
    const files = given.flatMap(({ name, overlay }) => filesOfOverlay(name, overlay))
    await checkFiles({ context, owned, files, known: [...known, video] })
    const read = Object.fromEntries(given.map(({ name, overlay }) => [name, overlay]))
    const [intro, outro] = names.map((name) =>
      withGiven(before[name], input[name] === null ? null : read[name]),
    )
    const fit = withGiven(before.fit, input.fit)
    const overlays: ClaimOverlays = {
      ...(intro ? { intro } : {}),
      ...(outro ? { outro } : {}),
      ...(fit ? { fit } : {}),
    }
    const [clip] = await readMedia({
      ...{ payload, settings, tenant: claim.tenant_id, ids: [video], req },
    })
    checkCovered(overlays as Parameters<typeof checkCovered>[0], clip?.seconds)
    await redress({ context, owned, overlays, captions: claim.captions ?? {} })
    return answerClaim(context, claim)
  },
})
