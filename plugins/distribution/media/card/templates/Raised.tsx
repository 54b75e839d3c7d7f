import type { CSSProperties, ReactNode } from 'react'

type Props = {
  /** Under which its box is known. */
  name?: string
  /** How far the shadow reaches, in pixels; 0 for none. */
  reach: number
  style: CSSProperties
  children: ReactNode
}

/**
 * A plate with a soft shadow of a few flat layers. (A blurred `box-shadow` would take more time to draw than all the
 * rest of the card.)
 */
export const Raised = ({ name, reach, style, children }: Props) => (
  <div key={name} style={{ display: 'flex', flexShrink: 0, position: 'relative' }}>
    {(reach > 0 ? [0.25, 0.5, 0.75, 1] : []).map((share) => (
      <div
        key={share}
        style={{
          position: 'absolute',
          left: -reach * 0.3 * share,
          right: -reach * 0.3 * share,
          top: 0,
          bottom: -reach * share,
          borderRadius: style.borderRadius,
          backgroundColor: 'rgba(0, 0, 0, 0.045)',
        }}
      />
    ))}
    <div style={{ ...style, position: 'relative' }}>{children}</div>
  </div>
)
