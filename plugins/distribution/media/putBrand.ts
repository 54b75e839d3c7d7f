import type { MadeSpec, RenderSpec } from './spec.ts'

type Card = Extract<RenderSpec, { kind: 'card' }>
type Brand = NonNullable<Card['brand']>
type Overlay = Extract<RenderSpec, { kind: 'video' }>['intro']

/** A specification whose cards bear a brand, also those within a video. It is asked for only where one bears none. */
export const putBrand = async (
  spec: MadeSpec,
  readBrand: () => Promise<Brand>,
): Promise<MadeSpec> => {
  if (spec.kind === 'card') return spec.brand ? spec : { ...spec, brand: await readBrand() }
  if (spec.kind !== 'video') return spec
  const onto = async (overlay: Overlay): Promise<Overlay> =>
    overlay?.kind === 'card' && !overlay.card.brand
      ? { ...overlay, card: { ...overlay.card, brand: await readBrand() } }
      : overlay
  return { ...spec, intro: await onto(spec.intro), outro: await onto(spec.outro) }
}
