export interface ProductLook {
  kind: string;
  colour: string;
  pattern: string;
  background: string;
}
