/** What the post of a claim is called: what YouTube shows as the title of the video. */
export const claimTitle = ({ title, influencer }: { title: string; influencer: string }): string =>
  `${title} (${influencer})`.slice(0, 200).toWellFormed()
