// PartnerCenterHTTP
