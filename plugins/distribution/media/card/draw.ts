import type { ReactNode } from 'react'
import type { Font } from 'satori'

/** A box of the drawing that bears a `key`, in pixels. */
export type DrawnBox = { key: string; left: number; top: number; width: number; height: number }

/** `missing`: pieces of text of which no font has every character. */
export type Drawing = {
  svg: string
  width: number
  height: number
  boxes: DrawnBox[]
  missing: string[]
}

type Args = {
  element: ReactNode
  width: number
  height?: number
  fonts: Font[]
  /** Only the boxes are wanted: letters are not drawn, which takes most of the time. */
  isMeasured?: boolean
}

/** Lays an element out and draws it as SVG whose letters are paths. Without a height it is as high as it needs to be. */
export const draw = async ({
  element,
  width,
  height,
  fonts,
  isMeasured = false,
}: Args): Promise<Drawing> => {
  const { default: satori } = await import('satori')
  const boxes: DrawnBox[] = []
  const missing: string[] = []
  let root: { width: number; height: number } | undefined
  const svg = await satori(element, {
    ...(height === undefined ? { width } : { width, height }),
    fonts,
    embedFont: !isMeasured,
    onNodeDetected: (node) => {
      root ??= { width: node.width, height: node.height }
      if (node.key === undefined || node.key === null) return
      const { left, top } = node
      boxes.push({ key: String(node.key), left, top, width: node.width, height: node.height })
    },
    loadAdditionalAsset: async (_language, segment) => {
      missing.push(segment)
      return []
    },
  })
  return { svg, width: root?.width ?? width, height: root?.height ?? height ?? 0, boxes, missing }
}
