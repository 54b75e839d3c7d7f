/** How many of the slots are taken, in words and as a bar. */
export const SlotBar = ({ running, slots }: { running: number; slots: number }) => (
  <span className="postyard-slots">
    <span>
      {running} of {slots}
    </span>
    <span className="postyard-slots__bar" aria-hidden="true">
      <span
        className="postyard-slots__taken"
        style={{ width: `${slots === 0 ? 0 : Math.min(100, (100 * running) / slots)}%` }}
      />
    </span>
  </span>
)
