// PartnerCenterEmulator
