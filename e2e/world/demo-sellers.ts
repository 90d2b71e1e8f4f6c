import type { SellerScenario } from './sellers/types';
export function demoSellers(): SellerScenario[] {
  return [];
}
