/** Colours and font of the drawing surface, as the page's style sheet has them; named by role. */
export interface CanvasTheme {
  readonly canvas: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly panel: string;
  readonly box: string;
  readonly boxLine: string;
  readonly node: string;
  readonly nodeLine: string;
  readonly allow: string;
  readonly deny: string;
  readonly endOfTier: string;
  readonly undetermined: string;
  readonly denyTint: string;
  readonly allowTint: string;
  /** A CSS font family list. */
  readonly font: string;
}
